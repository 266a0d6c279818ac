import { readConfig } from "#helpers/system/config";
import { paintFor } from "#reporting/colour";
import { compareRuns } from "#reporting/compare/compare-runs";
import { comparisonText } from "#reporting/compare/console-text";
import { outcomeOf } from "#reporting/compare/fail-on";
import { readRun } from "#reporting/compare/read-run";
import { writeComparison } from "#reporting/compare/write-comparison";
import { compare } from "./commands/reports.ts";
import { compareArguments } from "./compare-arguments.ts";
import { expectedOf } from "./compare-expected.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/**
 * `npm run compare -- <old> <new>`: what differs between two runs. Exit code 1 where there is a difference of a kind that
 * `--fail-on` names, 0 where there is none, 2 when it cannot tell.
 */
await main(compare, async (line) => {
  const { old, fresh, failOn, out = readConfig().reports } = compareArguments(line);
  const [before, after] = await Promise.all([readRun(old), readRun(fresh)]);
  const comparison = compareRuns(before, after, expectedOf(before.run, after.run, console.error));
  const outcome = outcomeOf(comparison, failOn);
  const reports = await writeComparison(comparison, outcome, out);
  print(comparisonText(comparison, { ...outcome, reports }, paintFor(process.stdout)));
  return outcome.exitCode;
});
