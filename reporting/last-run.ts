import { readFile } from "node:fs/promises";
import { z } from "zod";
import { messageOf } from "#helpers/system/errors";
import type { Verdict } from "#helpers/verdict/record";

/** What the last run said of the checks, as far as its record can be read. */
export interface LastRun {
  startedAt: string;
  /** By the checks' ids. */
  verdicts: ReadonlyMap<string, Verdict>;
}

/** Of a record only this: all of it takes several times as long to read. */
const record = z.object({
  schema: z.string().regex(/^meshproof\/v1(\.\d+)?$/),
  startedAt: z.iso.datetime(),
  checks: z.array(
    z.object({ id: z.string(), verdict: z.enum(["conformant", "nonconformant", "inconclusive", "flaky", "skipped"]) }),
  ),
});

/**
 * The verdicts of the last run.
 * @param file its conformance.json
 * @returns why there are none where there is no record, or none that can be read
 */
export async function readLastRun(file: string): Promise<LastRun | { none: string }> {
  try {
    const { startedAt, checks } = record.parse(JSON.parse(await readFile(file, "utf8")));
    return { startedAt, verdicts: new Map(checks.map(({ id, verdict }) => [id, verdict])) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { none: "there was no run yet" };
    return { none: `the last run's record cannot be read: ${messageOf(error).split("\n")[0]}` };
  }
}
