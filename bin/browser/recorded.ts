import path from "node:path";
import { readRun } from "#reporting/compare/read-run";
import { readEvidence } from "#reporting/evidence-files";
import { reportHtml } from "#reporting/report-html";
import { sinceRunBefore } from "#reporting/run-before";
import type { Case } from "./cases.ts";

/**
 * The report that this code writes of a run that was recorded; the folder is only read.
 * @param folder of its reports
 * @throws HarnessError where it holds no record of a run
 */
export async function recordedCase(folder: string): Promise<Case> {
  const where = path.resolve(folder);
  const { run } = await readRun(where);
  const [evidence, before] = await Promise.all([readEvidence(run, where), sinceRunBefore(run, where, folder)]);
  return { name: path.basename(where), html: reportHtml(run, { evidence, ...(before && { before }) }) };
}
