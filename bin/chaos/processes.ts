import { readdir, readFile } from "node:fs/promises";

/** A process of a run. */
export interface RunProcess {
  pid: number;
  command: string;
}

/** The setting by which all that a run starts is known: children inherit it. It is none of meshproof's own settings. */
export const mark = "CHAOS_RUN";

/**
 * Who still runs of what was started with a mark, by /proc: whatever its parent and process group are by now.
 * @param value of the mark
 */
export async function processesOf(value: string): Promise<RunProcess[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => ifMarked(pid, `${mark}=${value}`)));
  return found.flatMap((each) => each ?? []);
}

async function ifMarked(pid: string, variable: string): Promise<RunProcess | undefined> {
  try {
    const environment = (await readFile(`/proc/${pid}/environ`, "utf8")).split("\0");
    if (!environment.includes(variable)) return undefined;
    const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim();
    return { pid: Number(pid), command };
  } catch (error) {
    // It ended meanwhile, or it is another user's: none of ours.
    void error;
    return undefined;
  }
}

/** Sends a signal to processes; those that have gone meanwhile have got what they were to get. */
export function signalAll(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
