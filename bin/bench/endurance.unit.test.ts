import { expect, test } from "vitest";
import { sampleCheck, sampleRun } from "#reporting/samples";
import { footprintTable, problemsOf } from "./endurance.ts";

const run = (...checks: ReturnType<typeof sampleCheck>[]) => ({ ...sampleRun(), failures: [], checks });
const held = sampleCheck({ id: "a/b/held" });
const first = run(held, sampleCheck({ id: "a/b/left", verdict: "skipped" }));

test.each([
  ["the same", first, 0, []],
  [
    "a check could not be told",
    run(held, sampleCheck({ id: "a/b/left", verdict: "inconclusive", reason: "why\nmore" })),
    2,
    ["exit code 2", "inconclusive: a/b/left: why"],
  ],
  [
    "a check was decided that was skipped before",
    run(held, sampleCheck({ id: "a/b/left" })),
    0,
    ["conformant: a/b/left: "],
  ],
  ["a check is missing", run(held), 0, ["1 checks"]],
  [
    "the harness failed",
    { ...first, failures: [{ what: "left a pod", hint: "see" }] },
    2,
    ["exit code 2", "left a pod"],
  ],
])("%s", (_what, record, exitCode, problems) => {
  expect(problemsOf(record, first, exitCode)).toEqual(problems);
});

test("a column for each time", () => {
  const figures = {
    objects: 1,
    containers: 2,
    networks: 3,
    openFiles: 4,
    meshMemory: 5,
    nodeMemory: 6,
    nodeDisk: 7,
    ourDisk: 8,
  };
  const table = footprintTable([
    ["before", figures],
    ["after", { ...figures, objects: 9 }],
  ]);
  expect(table.split("\n").slice(0, 3)).toEqual([
    "|  | before | after |",
    "| --- | --- | --- |",
    "| objects of the cluster | 1 | 9 |",
  ]);
});
