import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { mustRun } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";
import { toolVersion } from "#reporting/tool-version";

/**
 * This meshproof, as exactly as can be told: its commit, and a hash of what is not committed. Two runs with the same were
 * made by the same code. Without a checkout it is the package's version.
 */
export async function codeVersion(): Promise<string> {
  const { version, commit } = await toolVersion();
  if (commit === undefined) return version;
  const [changes, others] = await Promise.all([
    git("diff", "HEAD", "--binary"),
    git("ls-files", "--others", "--exclude-standard", "-z"),
  ]);
  const files = others.split("\0").filter(Boolean);
  if (changes === "" && files.length === 0) return commit;
  const hash = createHash("sha256").update(changes);
  for (const file of files) hash.update(`${file}\0`).update(await contentOf(file));
  return `${commit}+${hash.digest("hex").slice(0, 12)}`;
}

async function git(...args: string[]): Promise<string> {
  return (await mustRun("git", args, { cwd: projectDir, timeout: 30_000 })).stdout;
}

/** A file that goes meanwhile, or that is a folder of another repository's, is told by its name alone. */
async function contentOf(file: string): Promise<Buffer> {
  return readFile(path.join(projectDir, file)).catch(() => Buffer.alloc(0));
}
