import { access, rename } from "node:fs/promises";
import path from "node:path";
import { HarnessError } from "#helpers/system/errors";
import type { RunRecord } from "#helpers/verdict/record";
import { compareRuns } from "./compare/compare-runs.ts";
import type { Comparison } from "./compare/comparison.ts";
import { readRun } from "./compare/read-run.ts";

/** The record of the run before, under a name by which nobody takes it for this run's. */
export const keptRun = "previous.conformance.json";

/** Keeps the record of the run before, so that this run's report can say what changed. @param folder of the reports */
export async function keepRunBefore(folder: string): Promise<void> {
  const record = path.join(folder, "conformance.json");
  if (await exists(record)) await rename(record, path.join(folder, keptRun));
}

/**
 * What changed since the run before; why it cannot be told; undefined where there was none.
 * @param folder absolute path of the reports
 * @param shown the same as a person would type it
 */
export async function sinceRunBefore(
  run: RunRecord,
  folder: string,
  shown: string,
): Promise<Comparison | { why: string } | undefined> {
  const file = path.join(folder, keptRun);
  if (!(await exists(file))) return undefined;
  try {
    const before = { ...(await readRun(file)), source: path.join(shown, keptRun) };
    return compareRuns(before, { run, source: shown });
  } catch (error) {
    // A record that another meshproof wrote, or of other pages, is no failure of this run.
    if (error instanceof HarnessError) return { why: [error.what, error.why].filter(Boolean).join(": ") };
    throw error;
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
