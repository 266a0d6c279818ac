import { readFile } from "node:fs/promises";
import path from "node:path";
import { run } from "./command.ts";
import { HarnessError } from "./errors.ts";
import { projectDir } from "./paths.ts";

/** Longest that git may take to name a commit. Milliseconds. */
const timeLimit = 5_000;

/** In place of a checkout, where the code was copied out of one: what `sourceCommit` told there, as JSON. */
export const commitFile = "commit.json";

export interface SourceCommit {
  commit: string;
  /** Was a file that git knows changed since? */
  changed: boolean;
}

/** The commit that this code is of; undefined where it is neither a checkout nor was copied out of one. */
export async function sourceCommit(): Promise<SourceCommit | undefined> {
  const [commit, changes] = await Promise.all([
    git("rev-parse", "HEAD"),
    git("status", "--porcelain", "--untracked-files=no"),
  ]);
  return commit ? { commit, changed: Boolean(changes) } : noted();
}

async function noted(): Promise<SourceCommit | undefined> {
  const text = await readFile(path.join(projectDir, commitFile), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as SourceCommit);
}

/** What git prints; undefined where there is no git, or no checkout: an archive of the project has none. */
async function git(...args: string[]): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await run("git", args, { cwd: projectDir, timeout: timeLimit });
    return exitCode === 0 ? stdout.trim() : undefined;
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}
