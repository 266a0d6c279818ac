import { expect, test } from "vitest";
import { sampleRun } from "#reporting/samples";
import { expectedOf } from "./compare-expected.ts";

const versions = sampleRun().versions!;
const runOf = (istio: string) => sampleRun({ versions: { ...versions, istio } });
const warned: string[] = [];
const warn = (line: string) => void warned.push(line);

test("what the version profiles expect, of the versions that the runs tell", () => {
  const expected = expectedOf(runOf("1.28.2"), runOf("1.31 (commit eed52ebb66ad, 2026-08-27)"), warn);
  expect(expected.map(({ profile }) => profile)).toEqual(["serial numbers"]);
  expect(warned).toEqual([]);
});

test("nothing is expected of a run without versions, or of versions that nobody can read: that is said", () => {
  expect(expectedOf(sampleRun({ versions: null }), runOf("1.31.0"), warn)).toEqual([]);
  expect(warned).toEqual([]);
  expect(expectedOf(runOf("1.31.0"), runOf("unknown"), warn)).toEqual([]);
  expect(warned).toEqual([expect.stringMatching(/profiles are not taken into account: .*istio "unknown"/)]);
});
