import { HarnessError, messageOf } from "#helpers/system/errors";
import { type CommandLine, refused } from "../command-line.ts";
import { test } from "../commands/run.ts";
import { parseShard, type Shard } from "./shard.ts";

/** Which of the checks a run is about. */
export type Filter = Pick<TestArgs, "ids" | "files" | "pattern">;

/** What the person asked `npm test` for. */
export interface TestArgs {
  /** Ids of checks, with * and ** for dependencies of them; one of them must be a check's. None: every check. */
  ids: string[];
  /** RunDependencies of suites' paths; one of them must be in a file's path. None: every suite. */
  files: string[];
  /** Pattern that a check's full name must match. */
  pattern: string | undefined;
  /** Which share of the selected pages, where several runs share them. */
  shard?: Shard;
  /** How often the checks are run, one run after the other. */
  repeat: number;
  /** Is Istio uninstalled in the end, as one page does? */
  withUninstall: boolean;
  /** Does a check that failed wait for a person, with the cluster as it is? */
  pauseOnFail: boolean;
}

/**
 * What `npm test` was asked for.
 * @throws HarnessError for an option whose value is no pattern or no number, and for two that exclude each other
 */
export function readArgs({ values, positionals: files }: CommandLine<(typeof test)["options"]>): TestArgs {
  const {
    testNamePattern: patterns,
    repeat: times,
    "with-uninstall": withUninstall,
    allow,
    "pause-on-fail": pauseOnFail,
    shard,
  } = values;
  const { id: ids } = values;
  const [pattern, ...more] = patterns;
  if (more.length > 0) {
    const either = patterns.map((each) => `(${each})`).join("|");
    throw new HarnessError("-t is given more than once", {
      hint: `give one pattern that matches either: -t '${either}'`,
    });
  }
  if (pattern !== undefined) assertPattern(pattern);
  const repeat = readRepeat(times);
  if (withUninstall && repeat > 1)
    throw refused(
      test.name,
      "--with-uninstall and --repeat exclude each other",
      "the second repeat would have no mesh",
    );
  allowed(allow);
  if (ids.includes("")) throw refused(test.name, "--id has an empty id");
  return {
    ids,
    files,
    pattern,
    ...(shard !== undefined && { shard: readShard(shard) }),
    repeat,
    withUninstall,
    pauseOnFail,
  };
}

/** Makes what was allowed a setting of this process and its children. @throws HarnessError for anything else */
export function allowed(allow: string | undefined, env: NodeJS.ProcessEnv = process.env): void {
  if (allow === undefined) return;
  if (allow !== "disruptive")
    throw refused(test.name, `Expected --allow to be "disruptive", the risk by its name, got "${allow}"`);
  env.MESHPROOF_ALLOW = allow;
}

function readRepeat(value = "1"): number {
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw refused(test.name, `Expected --repeat to be a number from 1 to 999, got "${value}"`);
}

function readShard(value: string): Shard {
  const shard = parseShard(value);
  if (shard) return shard;
  throw refused(test.name, `Expected --shard to be one of several runs, as in 1/3, got "${value}"`);
}

function assertPattern(pattern: string): void {
  if (pattern.trim() === "") throw refused(test.name, "-t has an empty pattern");
  try {
    new RegExp(pattern);
  } catch (cause) {
    throw new HarnessError(`-t has a pattern that is no regular expression: ${pattern}`, {
      why: messageOf(cause),
      hint: "put a backslash before ( ) [ ] { } * + ? where they mean themselves",
      cause,
    });
  }
}
