import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { readCommandLine } from "../command-line.ts";
import { test as command } from "../commands/run.ts";
import { readArgs } from "./args.ts";

const read = (argv: string[]) => readArgs(readCommandLine(command, argv, {}));

const usual = { ids: [], files: [], pattern: undefined, repeat: 1, withUninstall: false, pauseOnFail: false };

test.each<[string[], ReturnType<typeof readArgs>]>([
  [[], usual],
  [["suites/a", "b"], { ...usual, files: ["suites/a", "b"] }],
  [["-t", "mTLS (on|off)", "suites/a"], { ...usual, files: ["suites/a"], pattern: "mTLS (on|off)" }],
  [["--id", "a/b/c", "--id=d/**", "b"], { ...usual, ids: ["a/b/c", "d/**"], files: ["b"] }],
  [["--testNamePattern=plain"], { ...usual, pattern: "plain" }],
  [["--repeat", "20", "--pause-on-fail"], { ...usual, repeat: 20, withUninstall: false, pauseOnFail: true }],
])("%j", (argv, expected) => expect(read(argv)).toEqual(expected));

test.each<[string[], RegExp]>([
  [["--watch"], /`npm test` does not know --watch\n.*`npm test -- --help`/],
  [["-t"], /Option '-t, --testNamePattern <value>' argument missing/],
  [["-t", "("], /no regular expression: \(/],
  [["-t", " "], /empty pattern/],
  [["-t", "a", "-t", "b"], /more than once\n.*'\(a\)\|\(b\)'/],
  [["--help=yes"], /does not take an argument/],
  [["-ht", "x"], /--help stands by itself/],
  [["--id", ""], /empty id/],
  [[""], /empty argument/],
  [["--repeat", "0"], /Expected --repeat to be a number from 1 to 999, got "0"/],
  [["--with-uninstall", "--repeat", "2"], /exclude each other\n {2}why: the second repeat/],
  [["--repeat", "ten"], /got "ten"/],
  [["--repeat"], /Option '--repeat <value>' argument missing/],
])("%j is one clear error", (argv, message) => {
  expect(() => read(argv)).toThrow(HarnessError);
  expect(() => read(argv)).toThrow(message);
});

test("--shard is one of several", () => {
  expect(read(["--shard", "2/3"])).toEqual({ ...usual, shard: { index: 2, of: 3 } });
  expect(() => read(["--shard", "4/3"])).toThrow(/Expected --shard to be one of several runs, as in 1\/3, got "4\/3"/);
});
