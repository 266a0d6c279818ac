import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { mustRun } from "#helpers/system/command";
import { cacheDir } from "#helpers/system/paths";
import type { Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/** What is kept of the build: a copy of this machine's own is damaged. Only with what is built here, not with released images. */

const copyOf = ({ reports }: ChaosTarget) => `${reports}-cache`;

/** The run's cache is a copy whose files are the same ones on the disk until they are written anew. */
async function copyCache(target: ChaosTarget): Promise<void> {
  const copy = copyOf(target);
  target.afterwards("the copy of the cache", () => rm(copy, { recursive: true, force: true }));
  await mkdir(copy);
  for (const part of ["parts", "contents"])
    await mustRun("cp", ["-al", path.join(cacheDir(), part), copy], { timeout: 60_000 });
}

/** Writes a program of it anew: not into the file that the machine's own cache has as well. */
async function damage(target: ChaosTarget, how: (content: Buffer) => Buffer): Promise<void> {
  const { stdout } = await mustRun("sh", ["-c", `echo ${copyOf(target)}/parts/kind-*/kind`], { timeout: 5_000 });
  for (const program of stdout.trim().split(" ")) {
    const content = await readFile(program);
    await rm(program);
    await writeFile(program, how(content), { mode: 0o755 });
  }
}

const damaged = (id: string, does: string, how: (content: Buffer) => Buffer): Scenario => ({
  id,
  does: `the program kind in the cache ${does}`,
  wants: { exit: [0] },
  env: (target) => ({ MESHPROOF_CACHE: copyOf(target) }),
  before: async (target) => {
    await copyCache(target);
    await damage(target, how);
  },
});

export const cache: Scenario[] = [
  damaged("cache-cut-off", "is half of what it was", (content) => content.subarray(0, content.length / 2)),
  damaged("cache-other-content", "has other bytes in its middle", (content) => {
    const other = Buffer.from(content);
    other.fill(0, content.length / 2, content.length / 2 + 100_000);
    return other;
  }),
  {
    id: "disk-full-cache",
    does: "nothing is kept of the build, and the cache's disk has 3 MB",
    wants: { exit: [2], output: /disk|space|ENOSPC/i },
    env: (target) => ({ MESHPROOF_CACHE: copyOf(target) }),
    before: async (target) => {
      const folder = copyOf(target);
      await mkdir(folder);
      target.afterwards("the folder of the cache", () => rm(folder, { recursive: true, force: true }));
      await mustRun("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], { timeout: 10_000 });
      target.afterwards("the cache's own file system", () => mustRun("umount", [folder], { timeout: 10_000 }));
    },
  },
];
