import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { messageOf } from "#helpers/system/errors";
import { bundleReports } from "#reporting/bundle";
import { readRun } from "#reporting/compare/read-run";
import { sonobuoyFailure, sonobuoyResults, sonobuoyResultsFile } from "#reporting/export/sonobuoy";

/**
 * Leaves a run's results where Sonobuoy's sidecar takes them: an archive of the reports, and last the done file, which names
 * it. Where there are no reports, or they cannot be sent, the results file alone says why.
 * @param reports absolute path of the run's reports
 * @param folder absolute path of Sonobuoy's folder
 */
export async function deliver(reports: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "done"), await resultsOf(reports, folder));
}

/** @returns absolute path of what is to be taken */
async function resultsOf(reports: string, folder: string): Promise<string> {
  const archive = path.join(folder, "meshproof.tar.gz");
  try {
    const { run } = await readRun(reports);
    await writeFile(path.join(reports, sonobuoyResultsFile), sonobuoyResults(run));
    await bundleReports(reports, archive);
    return archive;
  } catch (error) {
    const alone = path.join(folder, sonobuoyResultsFile);
    await writeFile(alone, sonobuoyFailure("the run has no reports that could be sent", messageOf(error)));
    return alone;
  }
}
