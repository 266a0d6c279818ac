import path from "node:path";
import { HarnessError } from "#helpers/system/errors";
import type { RunRecord } from "#helpers/verdict/record";
import { readRun } from "#reporting/compare/read-run";

/** A record that is older than its run is another run's: this one left none. */
export async function recordSince(reports: string, started: number): Promise<RunRecord | { why: string }> {
  const record = await recordOf(reports);
  if ("why" in record || Date.parse(record.startedAt) >= started) return record;
  return { why: "the run left no record: see what it says on the console" };
}

/** The record in a folder of reports, or why there is none. */
export async function recordOf(reports: string): Promise<RunRecord | { why: string }> {
  try {
    return (await readRun(path.join(reports, "conformance.json"))).run;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { why: [error.what, error.why].filter(Boolean).join(": ") };
  }
}
