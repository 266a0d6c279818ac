import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { processStart } from "#helpers/system/process-start";
import { stateFolder } from "#helpers/system/state-folder";
import type { PageScope } from "./page.ts";

const scratchIn = (state: string): string => path.join(state, "scratch");

/** In each folder: the process whose it is, as the kernel tells it apart from a later one with its pid. */
const ownerFile = ".process";

/** A folder for files that only this run needs, readable by their owner only, gone when the page is through. */
export async function scratchFolder({ defer }: PageScope, name: string): Promise<string> {
  const scratchDir = scratchIn(stateFolder());
  await mkdir(scratchDir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(scratchDir, `${name}-`));
  defer(`the folder ${folder}`, () => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, ownerFile), `${process.pid} ${await processStart(process.pid)}`);
  return folder;
}

/** How long a folder stays that names no process that can be looked for from here. Milliseconds. */
const timeLimit = 3_600_000;

/**
 * Removes what processes that were killed left in the cluster's state folder that nobody else should read: folders with the keys of
 * certificates, drafts of the target, which tells where the kubeconfig is.
 */
export async function sweepSecrets(state = stateFolder()): Promise<void> {
  const scratch = scratchIn(state);
  for (const name of await list(scratch)) {
    if (await isAbandoned(path.join(scratch, name)))
      await rm(path.join(scratch, name), { recursive: true, force: true });
  }
  const drafts = (await list(state)).filter((name) => /^(target\.json|kubeconfig)\..*\d+(\.tmp)?$/.test(name));
  for (const name of drafts) {
    const pid = Number(/\d+/.exec(name)?.[0]);
    if ((await processStart(pid)) === null) await rm(path.join(state, name), { force: true });
  }
}

async function isAbandoned(folder: string): Promise<boolean> {
  const [pid = "", started] = (await readOrNothing(path.join(folder, ownerFile))).split(" ");
  const boot = (start: string | null | undefined) => start?.split("/")[0];
  const here = started !== undefined && boot(started) === boot(await processStart(process.pid));
  if (here) return (await processStart(Number(pid))) !== started;
  // Of an earlier boot or an earlier version, or of another machine that shares the folder.
  return Date.now() - (await stat(folder)).mtimeMs > timeLimit;
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function readOrNothing(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
