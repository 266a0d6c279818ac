import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { compareRuns, type ReadRun } from "#reporting/compare/compare-runs";
import { readRun } from "#reporting/compare/read-run";
import { issueActions } from "#reporting/nightly/issue";
import { outcomeOfNight, type Night } from "#reporting/nightly/night";
import { nightSummary } from "#reporting/nightly/summary";
import { expectedOf } from "./compare-expected.ts";
import { nightlyReport } from "./commands/reports.ts";
import { main } from "./main.ts";
import { nightlyArguments } from "./nightly-arguments.ts";
import { readIssues } from "./nightly-issues.ts";
import { print } from "./print.ts";

/**
 * `npm run nightly-report`: what a night says of one combination of versions: nightly.md for the job's summary, and
 * nightly.json with what is to be done to the issues. Exit code 0 when both are written, whatever the night was; 2 where
 * that cannot be told. A record that cannot be read is a red night, and told: a night that reports nothing is no green one.
 */
await main(nightlyReport, async ({ values }) => {
  const args = nightlyArguments(values);
  const { combination, link, out = readConfig().reports } = args;
  const open = args.issues === undefined ? [] : await readIssues(args.issues);
  const run = await recordOf(args.run);
  const lastGreen = args.lastGreen === undefined ? { why: "no green run yet" } : await recordOf(args.lastGreen);
  const night: Night = { combination, run: "why" in run ? run : run.run, compared: compared(lastGreen, run), link };
  const { red, because, failing } = outcomeOfNight(night);
  const issue = issueActions(night, open, new Date().toISOString().slice(0, 10));
  const json = { combination, red, because, failing, issue };
  await writeFileAtomically(path.resolve(out, "nightly.md"), nightSummary(night));
  await writeFileAtomically(path.resolve(out, "nightly.json"), `${JSON.stringify(json, null, 2)}\n`);
  print(`${red ? "✗" : "✓"} ${combination}: ${because}`);
  print(`issues: ${issue.map(({ action }) => action).join(", ") || "nothing to do"}`);
});

type Read = ReadRun | { why: string };

async function recordOf(folder: string): Promise<Read> {
  return orWhy(() => readRun(folder));
}

function compared(lastGreen: Read, run: Read): Night["compared"] {
  if ("why" in lastGreen) return lastGreen;
  if ("why" in run) return { why: "there is no record of this run" };
  try {
    return compareRuns(lastGreen, run, expectedOf(lastGreen.run, run.run, console.error));
  } catch (error) {
    return whyOf(error);
  }
}

async function orWhy<T>(action: () => Promise<T>): Promise<T | { why: string }> {
  try {
    return await action();
  } catch (error) {
    return whyOf(error);
  }
}

function whyOf(error: unknown): { why: string } {
  if (!(error instanceof HarnessError)) throw error;
  return { why: [error.what, error.why].filter(Boolean).join(": ") };
}
