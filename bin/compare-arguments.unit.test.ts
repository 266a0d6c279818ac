import { expect, test } from "vitest";
import { compareArguments } from "./compare-arguments.ts";

test.each([
  [["a", "b"], { old: "a", fresh: "b", failOn: ["nonconformant"], out: undefined }],
  [["a", "b", "--fail-on", "none", "--out", "x"], { old: "a", fresh: "b", failOn: [], out: "x" }],
  [["--fail-on=said,time", "a", "b"], { old: "a", fresh: "b", failOn: ["said", "time"], out: undefined }],
])("%j", (argv, wanted) => {
  expect(compareArguments(argv)).toEqual(wanted);
});

test.each([
  [[], /takes two runs, the old one first\n.*got none/],
  [["a"], /takes two runs.*\n.*got a\n/],
  [["a", "b", "c"], /takes two runs.*\n.*got a b c\n/],
  [["a", "b", "--what"], /does not take that\n.*--what/],
  [["a", "b", "--fail-on"], /does not take that\n.*fail-on/],
  [["a", "b", "--fail-on", "red"], /--fail-on does not know "red"/],
])("%j is refused", (argv, message) => {
  expect(() => compareArguments(argv)).toThrow(message);
});
