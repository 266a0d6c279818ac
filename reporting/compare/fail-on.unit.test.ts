import { describe, expect, test } from "vitest";
import { sampleCheck, sampleRun } from "../samples.ts";
import { differenceKinds, type DifferenceKind } from "./comparison.ts";
import { compareRuns } from "./compare-runs.ts";
import { outcomeOf, parseFailOn } from "./fail-on.ts";
import { sampleComparison } from "./samples.ts";

describe("the exit code is", () => {
  test.each(differenceKinds.map((kind) => [kind]))(
    "1 where there is a difference of the kind %s, 0 without it",
    (kind) => {
      const all = sampleComparison();
      const others = differenceKinds.filter((each) => each !== kind);
      expect(outcomeOf(all, [kind]).exitCode).toBe(1);
      expect(outcomeOf(without(all, kind), [kind]).exitCode).toBe(0);
      expect(outcomeOf(without(all, kind), others).exitCode).toBe(1);
    },
  );

  test("0 for none, whatever there is", () => {
    expect(outcomeOf(sampleComparison(), [])).toEqual({ exitCode: 0, because: "--fail-on none" });
  });

  test("0 where all that was said differently is known", () => {
    const known = { profile: "p", reason: "r", reference: "https://istio.io/" };
    const all = sampleComparison();
    expect(outcomeOf({ ...all, answers: all.answers.map((each) => ({ ...each, known })) }, ["answers"]).exitCode).toBe(
      0,
    );
  });

  test("told with its reason", () => {
    expect(outcomeOf(sampleComparison(), ["nonconformant", "answers"]).because).toBe(
      "1 check newly nonconformant, 1 thing said differently (--fail-on nonconformant,answers)",
    );
    const run = sampleRun({ checks: [sampleCheck()] });
    const same = compareRuns({ run, source: "a" }, { run, source: "b" });
    expect(outcomeOf(same, ["nonconformant"]).because).toBe("nothing that --fail-on nonconformant names");
  });
});

describe("--fail-on", () => {
  test.each<[string, DifferenceKind[]]>([
    ["nonconformant", ["nonconformant"]],
    ["nonconformant, answers,answers", ["nonconformant", "answers"]],
    ["none", []],
  ])("%s", (list, kinds) => {
    expect(parseFailOn(list)).toEqual(kinds);
  });

  test.each(["", "none,answers", "nonconform", "answers,", "said"])(
    "does not take %j, and lists what there is",
    (list) => {
      expect(() => parseFailOn(list)).toThrow(/--fail-on does not know .*\n.*the kinds are nonconformant, .*; or none/);
    },
  );
});

function without(comparison: ReturnType<typeof sampleComparison>, kind: DifferenceKind) {
  if (kind === "answers") return { ...comparison, answers: [] };
  if (kind === "time") return { ...comparison, times: [] };
  if (kind === "versions") return { ...comparison, versions: [] };
  return { ...comparison, verdicts: { ...comparison.verdicts, [kind]: [] } };
}
