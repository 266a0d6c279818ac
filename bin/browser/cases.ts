import { documentOf, errataOf } from "#reporting/documents";
import { compareRuns } from "#reporting/compare/compare-runs";
import type { Beside } from "#reporting/report/context";
import { reportHtml } from "#reporting/report-html";
import type { RunRecord } from "#helpers/verdict/record";
import { loadCatalogue } from "../catalogue.ts";
import { collectDeclarations } from "../collect.ts";
import { fiveHundred, greenRun, interruptedRun, partialRun, redRun, transcripts } from "./sample-runs.ts";

/** A report to look at. */
export interface Case {
  name: string;
  html: string;
  /** Is it one of the size that a report may have at most? Its weight and its time are held against that. */
  large?: true;
}

/** Reports of every kind, on the documents' own checks and with made-up answers: no run was recorded for them. */
export async function sampleCases(): Promise<Case[]> {
  const [catalogue, checks] = await Promise.all([loadCatalogue(), collectDeclarations()]);
  const known = { pages: catalogue.map(documentOf), errata: catalogue.flatMap(errataOf) };
  const green = greenRun(checks, known);
  const red = redRun(green);
  const before = compareRuns(
    { run: green, source: "reports/previous.conformance.json" },
    { run: red, source: "reports" },
  );
  return [
    caseOf("green", green),
    caseOf("red", red, { before }),
    caseOf("partial", partialRun(green)),
    caseOf("interrupted", interruptedRun(green)),
    { ...caseOf("500 checks", fiveHundred(green)), large: true },
  ];
}

function caseOf(name: string, run: RunRecord, beside: Beside = {}): Case {
  return { name, html: reportHtml(run, { evidence: transcripts(run), ...beside }) };
}
