import { readFile } from "node:fs/promises";
import { arch, availableParallelism, release, totalmem, type as system } from "node:os";
import path from "node:path";
import { run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import type { Host, ToolVersion } from "#helpers/verdict/record";

/** Longest that git may take to name a commit. Milliseconds. */
const timeLimit = 5_000;

let known: Promise<ToolVersion> | undefined;

/** This meshproof: its package's version, and the commit of its checkout where it is one. Asked for once. */
export function toolVersion(): Promise<ToolVersion> {
  return (known ??= ask());
}

/** The machine, without its name. */
export function hostFacts(): Host {
  return {
    os: `${system()} ${release()}`,
    arch: arch(),
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.versions.node,
  };
}

async function ask(): Promise<ToolVersion> {
  const manifest = await readFile(path.join(projectDir, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const [commit, changes] = await Promise.all([
    git("rev-parse", "HEAD"),
    git("status", "--porcelain", "--untracked-files=no"),
  ]);
  return { name: "meshproof", version, ...(commit && { commit, changed: Boolean(changes) }) };
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
