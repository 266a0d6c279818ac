import { describe, expect, test } from "vitest";
import type { CheckRecord } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "../samples.ts";
import { timeDifference } from "./times.ts";

/** Nine checks of 200 ms, times the machine's pace, beside the one that is looked at. */
const others = (pace = 1) =>
  Array.from({ length: 9 }, (_, index) => sampleCheck({ id: `page-one/a/${index}`, ms: 200 * pace }));
const found = (old: Partial<CheckRecord>, fresh: Partial<CheckRecord>, pace = 1) =>
  timeDifference(
    sampleRun({ checks: [...others(), sampleCheck(old)] }),
    sampleRun({ checks: [...others(pace), sampleCheck(fresh)] }),
  ).map(({ what, was, now }) => `${what} ${was} > ${now}`);

describe("of single runs", () => {
  test.each<[number, number, number, string[]]>([
    [300, 11_000, 1, ["duration 300 > 11000"]],
    [20_000, 1_000, 1, ["duration 20000 > 1000"]],
    [300, 9_900, 1, []],
    [6_000, 20_000, 1, []],
    // A machine that is five times as slow makes all checks so.
    [3_000, 15_000, 5, []],
    [3_000, 61_000, 5, ["duration 3000 > 61000"]],
  ])("%i ms, then %i ms, at %i times the pace: %j", (was, now, pace, differences) => {
    expect(found({ ms: was }, { ms: now }, pace)).toEqual(differences);
  });

  test("the time to converge is told once, not as a duration again", () => {
    expect(found({ ms: 900, converged: 200 }, { ms: 9_000, converged: 8_000 })).toEqual([
      "time to converge 200 > 8000",
    ]);
  });

  test("a check that does not hold in both says nothing", () => {
    expect(found({ ms: 300 }, { ms: 60_000, verdict: "inconclusive" })).toEqual([]);
  });
});

describe("of runs with repeats", () => {
  const repeated = (...converged: number[]): Partial<CheckRecord> => ({
    repeats: { verdicts: converged.map(() => "conformant" as const), converged },
  });

  test.each<[number[], number[], string[]]>([
    [[100, 150, 200], [600, 700, 900], ["time to converge 150 > 700"]],
    [[600, 700, 900], [100, 150, 200], ["time to converge 700 > 150"]],
    [[100, 150, 650], [600, 700, 900], []],
    [[1_000, 1_100, 1_200], [1_500, 1_600, 1_700], []],
    [[1, 2, 3], [20, 30, 40], []],
  ])("their own spread decides: %j, then %j", (was, now, differences) => {
    expect(found(repeated(...was), repeated(...now))).toEqual(differences);
  });
});
