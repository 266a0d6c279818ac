import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import path from "node:path";

/** What a build of Istio leaves in its tree, and what is none of its content. */
const notContent = new Set([".git", "out"]);

/**
 * SHA-256 of a working tree: names and contents of its files, as they are now, committed or not. What git ignores does not
 * count, and tests do not: they are in no program.
 * @param folder absolute
 * @returns 64 hex digits
 */
export function treeHash(folder: string): string {
  const hash = createHash("sha256");
  const files = (gitFiles(folder) ?? allFiles(folder)).filter((file) => !file.endsWith("_test.go"));
  for (const file of files.sort()) {
    const content = contentOf(path.join(folder, file));
    if (content !== undefined) hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** The files that git knows or would take; undefined where the folder is no repository's, or git does not answer for it. */
function gitFiles(folder: string): string[] | undefined {
  // Within another project's repository it would be that project's files.
  if (!statSync(path.join(folder, ".git"), { throwIfNoEntry: false })) return undefined;
  const args = ["-C", folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8", maxBuffer: 100_000_000 });
  return status === 0 ? [...new Set(stdout.split("\0").filter(Boolean))] : undefined;
}

function allFiles(folder: string, below = ""): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(below, entry.name);
    if (below === "" && notContent.has(entry.name)) return [];
    return entry.isDirectory() ? allFiles(folder, file) : [file];
  });
}

/** Undefined for what was deleted and not committed, and for what is no file. */
function contentOf(file: string): Buffer | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return Buffer.from(readlinkSync(file));
  return found?.isFile() ? readFileSync(file) : undefined;
}
