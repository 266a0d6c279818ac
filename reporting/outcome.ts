import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";
import { type ThrownError, wordsOf } from "./failure.ts";

/** What vitest knows of one test, and what `documented()` left in its meta. */
export interface ObservedTest {
  title: string;
  file: string;
  state: "passed" | "failed" | "skipped" | "pending";
  /** Was it marked as skipped before it could run: by a filter, `.skip` or `.only`? */
  skippedBySuite: boolean;
  ms: number;
  errors: ThrownError[];
  /** Errors of the hooks around it, when none of the tests inside these hooks could run. */
  setUpErrors: ThrownError[];
  declaration?: CheckDeclaration;
  record?: CheckRecord;
}

/** What becomes of a test in the report. */
export type Outcome =
  | { kind: "decided"; record: CheckRecord }
  | { kind: "skipped-by-suite"; id: string }
  | { kind: "undeclared"; title: string; file: string };

/**
 * Holds what vitest says of a test against what the check says of itself. Where they disagree, or one of them is
 * silent, nothing is known about the mesh: the check is inconclusive, and never conformant.
 */
export function outcomeOf(test: ObservedTest): Outcome {
  const { declaration, record } = test;
  if (record)
    return { kind: "decided", record: record.verdict === "skipped" ? skipped(test, record) : ran(test, record) };
  if (!declaration) return { kind: "undeclared", title: test.title, file: test.file };
  if (test.skippedBySuite) return { kind: "skipped-by-suite", id: declaration.id };
  return { kind: "decided", record: undecided(declaration, test.ms, silence(test)) };
}

/** A record for a check that left none. `hint` says what to do. */
export function undecided(
  declaration: CheckDeclaration,
  ms: number,
  { reason, hint, evidence = "" }: { reason: string; hint: string; evidence?: string },
): CheckRecord {
  const record: CheckRecord = { ...declaration, verdict: "inconclusive", ms, reason, hint, evidence };
  // Where a record was refused its skip goes with it: every report would tell that in place of the reason.
  delete record.skip;
  return record;
}

const reportIt = "this is a bug of meshproof: report it with this message";

function ran(test: ObservedTest, record: CheckRecord): CheckRecord {
  const held = record.verdict === "conformant";
  if (held === (test.state === "passed")) return record;
  const [reason, hint] = held
    ? afterwards(test)
    : [`the check says ${record.verdict}, its test ${test.state}`, reportIt];
  return undecided(record, record.ms, { reason, hint, evidence: record.evidence });
}

function afterwards({ state, errors: [error] }: ObservedTest): [reason: string, hint: string] {
  if (!error) return [`the check says conformant, its test ${state}`, reportIt];
  const { what, why, hint } = wordsOf(error);
  return [["the claim held, what came after it failed", what, why].filter(Boolean).join(": "), hint ?? reportIt];
}

function skipped(test: ObservedTest, record: CheckRecord): CheckRecord {
  if (test.state === "skipped" && record.skip?.reason && record.skip.reference) return record;
  const reason =
    test.state === "skipped"
      ? "skipped without a reason and a reference"
      : `the check says skipped, its test ${test.state}`;
  return undecided(record, record.ms, { reason, hint: "only a reasoned skip may leave a check out" });
}

/** vitest advises to give it more time, which is nothing that whoever runs the checks could do. */
const givenUp = (ms: number) => ({
  reason: `it came to no end within ${ms / 1000} s and was given up`,
  hint: "see how long the cluster's API takes (`time kubectl get --raw /version`) and whether its nodes are overloaded; then run it again",
});

function silence(test: ObservedTest): { reason: string; hint: string } {
  const [error] = test.state === "failed" ? test.errors : test.setUpErrors;
  if (error) {
    const { what, why, hint } = wordsOf(error);
    const given = /^Test timed out in (\d+)ms/.exec(what)?.[1];
    if (given !== undefined) return givenUp(Number(given));
    const before = test.state === "failed" ? undefined : "its set-up failed";
    return {
      reason: [before, what, why].filter(Boolean).join(": "),
      hint: hint ?? "read the reason; then run it again",
    };
  }
  if (test.state === "pending") return { reason: "it did not come to its end", hint: "read the failures of this run" };
  if (test.state === "skipped") {
    return { reason: "skipped without a typed reason", hint: "only a reasoned skip may leave a check out" };
  }
  return { reason: `its test ${test.state} without leaving a verdict`, hint: reportIt };
}
