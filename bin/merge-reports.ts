import { cp } from "node:fs/promises";
import path from "node:path";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import type { RunRecord } from "#helpers/verdict/record";
import { readRun } from "#reporting/compare/read-run";
import { ConsoleReport } from "#reporting/console";
import { mergeRuns } from "#reporting/merge/merge-runs";
import { clearReports, writeReports } from "#reporting/write-reports";
import { shown } from "./run/project.ts";

/**
 * Writes the reports of one run from those of its shards, and tells its summary.
 * @param given absolute paths of the shards' reports
 * @param folder absolute path of where the whole's are written
 * @throws HarnessError where they are not the shards of one run, all and each once
 */
export async function mergeReports(given: readonly string[], folder: string): Promise<RunRecord> {
  const shards = await Promise.all(given.map(readRun));
  const run = mergeRuns(shards);
  await clearReports(folder);
  for (const each of given) await takeEvidence(each, folder);
  const named = shown({ root: projectDir, reports: folder }, folder);
  const written = await writeReports(run, folder, named);
  const report = new ConsoleReport(process.stdout, named, new Map());
  report.summary(
    written.run,
    written.files.toSorted().map((file) => path.join(named, file)),
  );
  return written.run;
}

/** Each shard's evidence lies under ids of its own pages. */
async function takeEvidence(from: string, to: string): Promise<void> {
  const evidence = path.join(from, "evidence");
  const transcript = path.join(evidence, "vitest.log");
  try {
    await cp(evidence, path.join(to, "evidence"), { recursive: true, filter: (file) => file !== transcript });
  } catch (cause) {
    throw new HarnessError(`cannot take over the evidence of ${from}`, {
      why: messageOf(cause),
      hint: "give the reports folder of each shard as it was written, evidence/ included",
      cause,
    });
  }
}
