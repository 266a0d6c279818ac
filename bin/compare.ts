import { expectedBetween } from "#fixtures/version-profiles/expected";
import { readConfig } from "#helpers/config";
import { HarnessError } from "#helpers/errors";
import type { RunRecord } from "#helpers/verdict";
import { paintFor } from "#reporting/colour";
import { compareRuns } from "#reporting/compare/compare-runs";
import { comparisonText } from "#reporting/compare/console-text";
import { outcomeOf } from "#reporting/compare/fail-on";
import { readRun } from "#reporting/compare/read-run";
import { writeComparison } from "#reporting/compare/write-comparison";
import { compareArguments } from "./compare-arguments.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/**
 * `npm run compare -- <old> <new>`: what differs between two runs. Exit code 1 where there is a difference of a kind that
 * `--fail-on` names, 0 where there is none, 2 when it cannot tell.
 */
await main(async () => {
  const { old, fresh, failOn, out = readConfig().reports } = compareArguments(process.argv.slice(2));
  const [before, after] = await Promise.all([readRun(old), readRun(fresh)]);
  const comparison = compareRuns(before, after, expected(before.run, after.run));
  const outcome = outcomeOf(comparison, failOn);
  const reports = await writeComparison(comparison, outcome, out);
  print(comparisonText(comparison, { ...outcome, reports }, paintFor(process.stdout)));
  return outcome.exitCode;
});

/** What the version profiles expect. Of versions that they cannot read nothing is expected, and all is told as a difference. */
function expected({ versions: old }: RunRecord, { versions: fresh }: RunRecord) {
  if (!old || !fresh) return [];
  try {
    return expectedBetween(versionsOf(old), versionsOf(fresh));
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    console.error(`the version profiles are not taken into account: ${error.what}`);
    return [];
  }
}

function versionsOf({ istio, kubernetes }: { istio: string; kubernetes: string }) {
  return { istio, kubernetes };
}
