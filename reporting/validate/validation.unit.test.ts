import { expect, test } from "vitest";
import type { RunRecord } from "#helpers/verdict/record";
import { plain } from "../colour.ts";
import { compareRuns } from "../compare/compare-runs.ts";
import { sampleComparison, samplePair } from "../compare/samples.ts";
import { sampleCheck, sampleRun } from "../samples.ts";
import { validationText } from "./console-text.ts";
import { validationHtml } from "./html.ts";
import { validationMarkdown } from "./markdown.ts";
import { outcomeOfValidation, type Validation, type ValidationRun } from "./validation.ts";

const green = sampleRun({ checks: [sampleCheck()], exitCode: 0 });
const red = sampleRun({ checks: [sampleCheck({ verdict: "nonconformant", reason: "3 of 9 requests were lost" })] });
const broken = sampleRun({ checks: [sampleCheck()], failures: [{ what: "no cluster", hint: "see" }], exitCode: 2 });
const same = compareRuns({ run: green, source: "istio-1.30" }, { run: green, source: "istio-1.31" });

function run(name: string, record: RunRecord | { why: string }): ValidationRun {
  const kind = name.startsWith("upgrade") ? "upgrade" : "checks";
  return { name, kind, versions: "Istio <b>", cluster: "meshproof", record, takenOver: false, ms: 61_000 };
}

function sample(changes: Partial<Validation> = {}, upgrade: RunRecord | { why: string } = green): Validation {
  return {
    schema: "meshproof-validation/v1",
    from: "1.30",
    to: "1.31",
    startedAt: "2026-01-02T03:04:05.000Z",
    finishedAt: "2026-01-02T03:14:05.000Z",
    failOn: ["nonconformant"],
    runs: [run("istio-1.30", green), run("istio-1.31", green), run("upgrade-1.30-to-1.31", upgrade)],
    pairs: [
      { name: "1.30-to-1.31", from: "istio-1.30", to: "istio-1.31", comparison: same, upgrade: "upgrade-1.30-to-1.31" },
    ],
    ...changes,
  };
}

const pair = sample().pairs[0]!;
const worse = { pairs: [{ ...pair, comparison: sampleComparison() }] };

test.each<[string, Validation, number, RegExp]>([
  ["nothing differs", sample(), 0, /1 comparison without anything .*; every claim held in 1 upgrade/],
  ["a claim is newly nonconformant", sample(worse), 1, /1.30-to-1.31: 1 check newly nonconformant/],
  ["that is not asked for", sample({ ...worse, failOn: [] }), 0, /--fail-on none/],
  ["an upgrade loses a request", sample({}, red), 1, /upgrade-1.30-to-1.31: 1 documented claim did not hold/],
  ["an upgrade could not tell", sample({}, broken), 2, /1 failure of the harness/],
  ["an upgrade has no record", sample({}, { why: "killed" }), 2, /upgrade-1.30-to-1.31: killed/],
  ["a run could not tell", sample({ runs: [run("istio-1.30", broken)] }), 2, /istio-1.30: 1 failure of the harness/],
  ["there is no comparison", sample({ pairs: [{ ...pair, comparison: { why: "no record" } }] }), 2, /no record/],
  ["what did not hold stands whatever else could not be told", sample(worse, broken), 1, /newly nonconformant/],
])("%s", (_what, validation, exitCode, because) => {
  const outcome = outcomeOfValidation(validation);
  expect([outcome.exitCode, outcome.because]).toEqual([exitCode, expect.stringMatching(because)]);
});

test("a run whose own claims do not hold in either version is no difference", () => {
  const { old } = samplePair();
  const open = compareRuns({ run: old, source: "a" }, { run: old, source: "b" });
  const runs = [run("istio-1.30", { ...old, exitCode: 1 }), run("istio-1.31", { ...old, exitCode: 1 })];
  expect(outcomeOfValidation(sample({ runs, pairs: [{ ...pair, comparison: open }] })).exitCode).toBe(0);
});

test("every report tells the answer, the runs, the difference and the upgrade", () => {
  const validation = sample(worse, red);
  const reports = [
    validationMarkdown(validation),
    validationHtml(validation),
    validationText(validation, ["reports/validate/validation.html"], plain),
  ];
  for (const report of reports) {
    expect(report).toMatch(/exit code 1|Exit code 1/);
    for (const phrase of ["istio-1.30", "claim broken", "3 of 9 requests were lost"]) expect(report).toContain(phrase);
  }
});

test("a run that failed before its checks is told by its failure alone", () => {
  const left = sampleCheck({ verdict: "inconclusive", reason: "did not run: the run failed before it" });
  const text = validationText(sample({}, { ...broken, checks: [left] }), [], plain);
  expect(text).toContain("failure of the harness: no cluster");
  expect(text).not.toContain("did not run");
});

test("what runs say cannot become markup, and links lead to the runs' own folders", () => {
  const html = validationHtml(sample());
  expect(html).not.toContain("Istio <b>");
  expect(html).toContain('<a href="istio-1.31/report.html">');
});
