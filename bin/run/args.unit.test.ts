import { expect, test } from "vitest";
import { HarnessError } from "#helpers/errors";
import { readArgs } from "./args.ts";

const usual = { help: false, files: [], pattern: undefined, repeat: 1, withUninstall: false, pauseOnFail: false };

test.each<[string[], ReturnType<typeof readArgs>]>([
  [[], usual],
  [["suites/a", "b"], { ...usual, files: ["suites/a", "b"] }],
  [["-t", "mTLS (on|off)", "suites/a"], { ...usual, files: ["suites/a"], pattern: "mTLS (on|off)" }],
  [["--testNamePattern=plain"], { ...usual, pattern: "plain" }],
  [["--repeat", "20", "--pause-on-fail"], { ...usual, repeat: 20, withUninstall: false, pauseOnFail: true }],
  [["--help"], { ...usual, help: true }],
])("%j", (argv, expected) => expect(readArgs(argv)).toEqual(expected));

test.each<[string[], RegExp]>([
  [["--watch"], /cannot run the tests: Unknown option '--watch'\n {2}do:.*--help/],
  [["-t"], /Option '-t, --testNamePattern <value>' argument missing/],
  [["-t", "("], /no regular expression: \(/],
  [["-t", " "], /empty pattern/],
  [["-t", "a", "-t", "b"], /more than once\n.*'\(a\)\|\(b\)'/],
  [["--help=yes"], /does not take an argument/],
  [[""], /empty file filter/],
  [["--repeat", "0"], /Expected --repeat to be a number from 1 to 999, got "0"/],
  [["--repeat", "ten"], /got "ten"/],
  [["--repeat"], /Option '--repeat <value>' argument missing/],
])("%j is one clear error", (argv, message) => {
  expect(() => readArgs(argv)).toThrow(HarnessError);
  expect(() => readArgs(argv)).toThrow(message);
});
