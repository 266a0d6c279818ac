import { describe, expect, test } from "vitest";
import type { CheckRecord } from "#helpers/verdict/record";
import { type ObservedTest, outcomeOf } from "./outcome.ts";
import { sampleCheck, sampleDeclaration } from "./samples.ts";

const declaration = sampleDeclaration();
const base: ObservedTest = {
  title: declaration.title,
  file: "suites/page-one/outside.test.ts",
  state: "passed",
  skippedBySuite: false,
  ms: 5,
  errors: [],
  setUpErrors: [],
  declaration,
};

function decided(changes: Partial<ObservedTest>): CheckRecord {
  const outcome = outcomeOf({ ...base, ...changes });
  if (outcome.kind !== "decided") throw new Error(`got ${outcome.kind}`);
  return outcome.record;
}

const skip = { reason: "no engine", condition: "canary", reference: "docs/skips.md" };

describe("where vitest and the check agree, the check's own record stands", () => {
  test.each<[ObservedTest["state"], Partial<CheckRecord>]>([
    ["passed", { verdict: "conformant" }],
    ["failed", { verdict: "nonconformant", reason: "r", observed: "o" }],
    ["failed", { verdict: "inconclusive", reason: "r" }],
    ["skipped", { verdict: "skipped", skip }],
    // The worker died later, or the test was ended: the claim had been refuted all the same.
    ["pending", { verdict: "nonconformant", reason: "r" }],
  ])("%s and %j", (state, changes) => {
    const record = sampleCheck(changes);
    expect(decided({ state, record })).toEqual(record);
  });
});

describe("where they disagree, nothing is known", () => {
  test.each<[string, Partial<ObservedTest>, RegExp]>([
    [
      "conformant, test failed",
      { state: "failed", record: sampleCheck() },
      /the check says conformant, its test failed/,
    ],
    [
      "conformant, clean-up failed",
      { state: "failed", record: sampleCheck(), errors: [{ message: "left a pod" }] },
      /the claim held, what came after it failed: left a pod/,
    ],
    ["conformant, no end", { state: "pending", record: sampleCheck() }, /its test pending/],
    ["conformant, test skipped", { state: "skipped", record: sampleCheck() }, /its test skipped/],
    [
      "nonconformant, passed",
      { record: sampleCheck({ verdict: "nonconformant" }) },
      /says nonconformant, its test passed/,
    ],
    [
      "inconclusive, passed",
      { record: sampleCheck({ verdict: "inconclusive" }) },
      /says inconclusive, its test passed/,
    ],
    ["skipped, test passed", { record: sampleCheck({ verdict: "skipped", skip }) }, /says skipped, its test passed/],
    [
      "skipped without a reason",
      { state: "skipped", record: sampleCheck({ verdict: "skipped" }) },
      /without a reason and a reference/,
    ],
  ])("%s: inconclusive", (_name, changes, reason) => {
    expect(decided(changes)).toMatchObject({
      verdict: "inconclusive",
      reason: expect.stringMatching(reason) as string,
    });
  });
});

test("a skip that is refused leaves nothing of itself", () => {
  const record = sampleCheck({ verdict: "skipped", skip });
  expect(decided({ state: "passed", record })).not.toHaveProperty("skip");
});

describe("a check without a record is never conformant", () => {
  const harness = {
    name: "HarnessError",
    message: "a\n  why: b\n  do:  c",
    what: "no pod",
    why: "Pending",
    hint: "wait",
  };
  test.each<[string, Partial<ObservedTest>, { reason: string; hint?: string }]>([
    ["passed", {}, { reason: "its test passed without leaving a verdict" }],
    ["timed out", { state: "failed", errors: [{ message: "Test timed out" }] }, { reason: "Test timed out" }],
    ["fixture failed", { state: "failed", errors: [harness] }, { reason: "no pod: Pending", hint: "wait" }],
    [
      "hook failed",
      { state: "skipped", setUpErrors: [harness] },
      { reason: "its set-up failed: no pod: Pending", hint: "wait" },
    ],
    ["worker died", { state: "pending" }, { reason: "it did not come to its end" }],
    ["skipped in mid-run", { state: "skipped" }, { reason: "skipped without a typed reason" }],
    ["failed in silence", { state: "failed" }, { reason: "its test failed without leaving a verdict" }],
  ])("%s", (_name, changes, expected) => {
    expect(decided(changes)).toMatchObject({ ...expected, verdict: "inconclusive", id: declaration.id });
  });
});

test("a test that was left out is told as that, and a test without a declaration too", () => {
  expect(outcomeOf({ ...base, state: "skipped", skippedBySuite: true })).toEqual({
    kind: "skipped-by-suite",
    id: declaration.id,
  });
  expect(outcomeOf({ ...base, declaration: undefined })).toMatchObject({ kind: "undeclared", file: base.file });
});
