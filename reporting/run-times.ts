import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { keptRun } from "./run-before.ts";

/** What an earlier run tells of how long this one will take. */
export interface RunTimes {
  /** What each check took, by its id. Milliseconds. */
  took: ReadonlyMap<string, number>;
  /** How long the checks took together, for each millisecond of theirs: pages run side by side, and have a set-up. */
  share: number;
}

/** Of a record only this: all of it takes several times as long to read. */
const record = z.object({
  checks: z.array(
    z.object({
      id: z.string(),
      ms: z.number(),
      startedAt: z.iso.datetime().optional(),
      finishedAt: z.iso.datetime().optional(),
    }),
  ),
});

/**
 * The times of the run before; undefined where there was none, or none that tells them: a guess is no reason to fail.
 * @param folder of the reports
 */
export async function timesOfRunBefore(folder: string): Promise<RunTimes | undefined> {
  try {
    const { checks } = record.parse(JSON.parse(await readFile(path.join(folder, keptRun), "utf8")));
    return timesOf(checks);
  } catch (error) {
    // No file, one that cannot be read or is cut off, or a record of another meshproof: a run must not fail for a guess.
    void error;
    return undefined;
  }
}

/** @param checks of a record */
export function timesOf(checks: z.infer<typeof record>["checks"]): RunTimes | undefined {
  const ran = checks.filter(({ startedAt, finishedAt }) => startedAt !== undefined && finishedAt !== undefined);
  const work = ran.reduce((sum, { ms }) => sum + ms, 0);
  if (work === 0) return undefined;
  const from = Math.min(...ran.map(({ startedAt }) => Date.parse(startedAt!)));
  const to = Math.max(...ran.map(({ finishedAt }) => Date.parse(finishedAt!)));
  return { took: new Map(ran.map(({ id, ms }) => [id, ms])), share: (to - from) / work };
}
