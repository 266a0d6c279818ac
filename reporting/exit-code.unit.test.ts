import { describe, expect, test } from "vitest";
import type { Verdict } from "#helpers/verdict/record";
import { outcomeOfRun, tally } from "./exit-code.ts";

const failure = { what: "a worker died", hint: "look" };
const held = "every documented claim that was checked held";

describe("verdicts to exit code", () => {
  test.each<[verdicts: Verdict[], failures: number, exitCode: 0 | 1 | 2, because: string]>([
    [["conformant"], 0, 0, held],
    [["conformant", "conformant", "skipped"], 0, 0, held],
    [["conformant", "nonconformant"], 0, 1, "1 documented claim did not hold"],
    [["nonconformant", "nonconformant"], 0, 1, "2 documented claims did not hold"],
    [["nonconformant", "inconclusive"], 0, 1, "1 documented claim did not hold, and 1 check could not be decided"],
    [["conformant", "inconclusive"], 0, 2, "1 check could not be decided"],
    [["inconclusive", "inconclusive", "skipped"], 0, 2, "2 checks could not be decided"],
    [["conformant", "flaky"], 0, 2, "the repeats of 1 check disagree"],
    [[], 0, 2, "no check was run"],
    [["skipped", "skipped"], 0, 2, "no check was run"],
    [["conformant"], 1, 2, "1 failure of the harness"],
    [["nonconformant"], 2, 2, "2 failures of the harness; 1 documented claim did not hold"],
    [[], 1, 2, "1 failure of the harness"],
  ])("%j with %i failures: %i", (verdicts, failures, exitCode, because) => {
    const run = { checks: verdicts.map((verdict) => ({ verdict })), failures: Array(failures).fill(failure) };
    expect(outcomeOfRun(run as Parameters<typeof outcomeOfRun>[0])).toEqual({ exitCode, because });
  });
});

test("a claim that did not hold in one repeat did not hold", () => {
  const flaky = { verdict: "flaky", repeats: { verdicts: ["conformant", "nonconformant"], converged: [] } };
  expect(outcomeOfRun({ checks: [flaky], failures: [] } as unknown as Parameters<typeof outcomeOfRun>[0])).toEqual({
    exitCode: 1,
    because: "the repeats of 1 check disagree",
  });
});

test("a tally counts every check once", () => {
  const verdicts: Verdict[] = ["conformant", "skipped", "nonconformant", "inconclusive", "conformant"];
  expect(tally(verdicts.map((verdict) => ({ verdict })))).toEqual({
    conformant: 2,
    nonconformant: 1,
    inconclusive: 1,
    flaky: 0,
    skipped: 1,
  });
});
