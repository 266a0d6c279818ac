import { describe, expect, test } from "vitest";
import type { CheckRecord, RunRecord, Verdict } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "../samples.ts";
import { compareRuns } from "./compare-runs.ts";
import { headline } from "./headline.ts";

const read = (run: RunRecord, source = "run") => ({ run, source });
const runOf = (checks: CheckRecord[], changes: Partial<RunRecord> = {}) => sampleRun({ checks, ...changes });
const check = (verdict: Verdict, changes: Partial<CheckRecord> = {}) =>
  sampleCheck({ id: "page-one/a/it", verdict, ...changes });
/** A check that is the same in both runs, so that they have something in common. */
const anchor = sampleCheck({ id: "page-one/a/anchor" });

/** In which of the comparison's lists one check is, for its records in both runs. */
function listsOf(old: CheckRecord[], fresh: CheckRecord[], deselected: { old?: string[]; new?: string[] } = {}) {
  const comparison = compareRuns(
    read(runOf([anchor, ...old], { deselected: deselected.old })),
    read(runOf([anchor, ...fresh], { deselected: deselected.new })),
  );
  const changed = Object.entries(comparison.verdicts).flatMap(([kind, changes]) =>
    changes.map(({ was, now }) => `${kind}: ${was} > ${now}`),
  );
  return [...changed, ...comparison.open.map(() => "open"), ...comparison.notSelected.map(() => "not selected")];
}

describe("a check is in exactly one list:", () => {
  test.each<[Verdict, Verdict, string[]]>([
    ["conformant", "conformant", []],
    ["skipped", "skipped", []],
    ["conformant", "nonconformant", ["nonconformant: conformant > nonconformant"]],
    ["inconclusive", "nonconformant", ["nonconformant: inconclusive > nonconformant"]],
    ["skipped", "nonconformant", ["nonconformant: skipped > nonconformant"]],
    ["conformant", "inconclusive", ["inconclusive: conformant > inconclusive"]],
    ["nonconformant", "inconclusive", ["inconclusive: nonconformant > inconclusive"]],
    ["conformant", "flaky", ["flaky: conformant > flaky"]],
    ["conformant", "skipped", ["skipped: conformant > skipped"]],
    ["nonconformant", "conformant", ["fixed: nonconformant > conformant"]],
    ["inconclusive", "conformant", ["fixed: inconclusive > conformant"]],
    ["skipped", "conformant", ["unskipped: skipped > conformant"]],
    ["nonconformant", "nonconformant", ["open"]],
    ["flaky", "flaky", ["open"]],
  ])("%s, then %s", (was, now, lists) => {
    expect(listsOf([check(was)], [check(now)])).toEqual(lists);
  });

  test("one that only one of the runs knows", () => {
    expect(listsOf([check("conformant")], [])).toEqual(["removed: conformant > absent"]);
    expect(listsOf([], [check("conformant")])).toEqual(["added: absent > conformant"]);
  });

  test("one that a filter left out", () => {
    const deselected = ["page-one/a/it"];
    expect(listsOf([check("conformant")], [], { new: deselected })).toEqual(["not selected"]);
    expect(listsOf([], [check("conformant")], { old: deselected })).toEqual(["not selected"]);
  });

  test("what does not hold is newly nonconformant also where the old run did not have it", () => {
    expect(listsOf([], [check("nonconformant")])).toEqual(["nonconformant: absent > nonconformant"]);
    expect(listsOf([], [check("nonconformant")], { old: ["page-one/a/it"] })).toEqual([
      "nonconformant: not selected > nonconformant",
    ]);
  });

  test("a flaky one of which a repeat is nonconformant is newly nonconformant", () => {
    const repeats = { verdicts: ["conformant", "nonconformant"] as Verdict[], converged: [] };
    expect(listsOf([check("conformant")], [check("flaky", { repeats })])).toEqual([
      "nonconformant: conformant > flaky",
    ]);
  });
});

describe("two runs of the same", () => {
  /** A run as another day has it: dates, a pace of its own, no check exactly as long as before. */
  const another = (run: RunRecord, seed: number): RunRecord => ({
    ...run,
    startedAt: `2026-02-0${seed}T03:04:05.000Z`,
    finishedAt: `2026-02-0${seed}T03:07:05.000Z`,
    checks: run.checks.map((each, index) => ({
      ...each,
      ms: each.ms * (1 + seed / 10) + ((index * 7919 * seed) % 900),
    })),
  });
  const whole = runOf(
    Array.from({ length: 99 }, (_, index) =>
      sampleCheck({
        id: `page-one/a/${index}`,
        ms: 20 + index * 61,
        converged: index * 3,
        answers: [{ kind: "http-header", name: "curl", values: ["server: envoy"] }],
      }),
    ),
  );

  test("have no difference, ten times out of ten", () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const heads = [whole, ...seeds.map((seed) => another(whole, seed))].map((run) =>
      headline(compareRuns(read(whole), read(run))),
    );
    expect(heads).toEqual(Array.from({ length: 10 }, () => "no difference"));
  });

  test("are told apart by their versions, which are no difference by themselves", () => {
    const versions = {
      ...whole.versions!,
      istio: "1.30 (commit 9739e10eb9d7, 2026-08-26)",
      images: { proxyv2: "sha256:1" },
    };
    const comparison = compareRuns(read(whole), read({ ...whole, versions, dataPlane: "Istio's proxy" }));
    expect(comparison.versions.map(({ what }) => what)).toEqual([
      "Istio",
      "data plane",
      "image localhost/meshproof/proxyv2",
      "image proxyv2",
    ]);
    expect(headline(comparison)).toBe("no difference");
  });
});

test("runs with nothing in common are refused, and each is named", () => {
  const empty = sampleRun({ checks: [], failures: [{ what: "no Docker engine", hint: "start one" }] });
  expect(() => compareRuns(read(runOf([anchor]), "a.json"), read(empty, "b.json"))).toThrow(
    /no check in common\n.*a\.json has 1 check, the first is page-one\/a\/anchor\n.*b\.json has 0 checks; no Docker engine/,
  );
});
