import { expect, test } from "vitest";
import { HarnessError } from "#helpers/errors";
import { readArgs } from "./args.ts";

test.each<[string[], ReturnType<typeof readArgs>]>([
  [[], { help: false, files: [], pattern: undefined }],
  [["suites/a", "b"], { help: false, files: ["suites/a", "b"], pattern: undefined }],
  [["-t", "mTLS (on|off)", "suites/a"], { help: false, files: ["suites/a"], pattern: "mTLS (on|off)" }],
  [["--testNamePattern=plain"], { help: false, files: [], pattern: "plain" }],
  [["--help"], { help: true, files: [], pattern: undefined }],
])("%j", (argv, expected) => expect(readArgs(argv)).toEqual(expected));

test.each<[string[], RegExp]>([
  [["--watch"], /cannot run the tests: Unknown option '--watch'\n {2}do:.*--help/],
  [["-t"], /Option '-t, --testNamePattern <value>' argument missing/],
  [["-t", "("], /no regular expression: \(/],
  [["-t", " "], /empty pattern/],
  [["-t", "a", "-t", "b"], /more than once\n.*'\(a\)\|\(b\)'/],
  [["--help=yes"], /does not take an argument/],
  [[""], /empty file filter/],
])("%j is one clear error", (argv, message) => {
  expect(() => readArgs(argv)).toThrow(HarnessError);
  expect(() => readArgs(argv)).toThrow(message);
});
