import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, realpath, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { mustRun } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";

/**
 * Copies the project, as it is now, into a folder of its own, which is removed when this process exits.
 * @returns the folder's absolute path
 * @throws HarnessError where git cannot tell which files are the project's
 */
export async function copyProject(): Promise<string> {
  const copy = await realpath(await mkdtemp(path.join(tmpdir(), "meshproof-prove-")));
  process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
  for (const file of await projectFiles()) await cp(path.join(projectDir, file), path.join(copy, file));
  await linkModules(copy);
  return copy;
}

/** What git has and what is new; a file that was removed is still in git's list. */
async function projectFiles(): Promise<string[]> {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await mustRun("git", list, { cwd: projectDir, timeout: 30_000, hint: "run it in a git checkout" });
  const files = [...new Set(stdout.split("\0").filter(Boolean))];
  const there = await Promise.all(files.map((file) => isFile(path.join(projectDir, file))));
  return files.filter((_, index) => there[index]);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** A folder of links, not a link to the folder: vite writes its caches there. */
async function linkModules(copy: string): Promise<void> {
  const [from, to] = [projectDir, copy].map((folder) => path.join(folder, "node_modules")) as [string, string];
  await mkdir(to);
  const names = (await readdir(from)).filter((name) => !name.startsWith(".vite"));
  await Promise.all(names.map((name) => symlink(path.join(from, name), path.join(to, name))));
}
