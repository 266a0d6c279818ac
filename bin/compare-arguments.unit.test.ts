import { expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";
import { compare } from "./commands/reports.ts";
import { compareArguments } from "./compare-arguments.ts";

const read = (argv: string[]) => compareArguments(readCommandLine(compare, argv));

test.each([
  [["a", "b"], { old: "a", fresh: "b", failOn: ["nonconformant"], out: undefined }],
  [["a", "b", "--fail-on", "none", "--out", "x"], { old: "a", fresh: "b", failOn: [], out: "x" }],
  [["--fail-on=answers,time", "a", "b"], { old: "a", fresh: "b", failOn: ["answers", "time"], out: undefined }],
])("%j", (argv, wanted) => {
  expect(read(argv)).toEqual(wanted);
});

test.each([
  [[], /lacks <old run>.*\n.*none was given/],
  [["a"], /lacks <new run>.*\n.*got a\n/],
  [["a", "b", "c"], /takes only <old run> <new run>\n.*got a b c\n/],
  [["a", "b", "--what"], /does not know --what/],
  [["a", "b", "--fail-on"], /does not take that\n.*fail-on/],
  [["a", "b", "--fail-on", "red"], /--fail-on does not know "red"/],
])("%j is refused", (argv, message) => {
  expect(() => read(argv)).toThrow(message);
});
