import { parseArgs } from "node:util";
import { HarnessError, messageOf } from "#helpers/errors";
import type { DifferenceKind } from "#reporting/compare/comparison";
import { parseFailOn } from "#reporting/compare/fail-on";

export interface CompareArguments {
  old: string;
  fresh: string;
  failOn: DifferenceKind[];
  /** Folder that the comparison is written into; undefined for the reports folder. */
  out: string | undefined;
}

const usage = "npm run compare -- <old run> <new run> [--fail-on <kinds>] [--out <folder>]";

/**
 * Reads the command line of `npm run compare`.
 * @throws HarnessError where it is not two runs and known options
 */
export function compareArguments(argv: readonly string[]): CompareArguments {
  const { values, positionals } = parsed(argv);
  const [old, fresh, ...rest] = positionals;
  if (old === undefined || fresh === undefined || rest.length > 0) {
    throw new HarnessError("`npm run compare` takes two runs, the old one first", {
      why: `got ${positionals.length === 0 ? "none" : positionals.join(" ")}`,
      hint: usage,
    });
  }
  return { old, fresh, failOn: parseFailOn(values["fail-on"]), out: values.out };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { "fail-on": { type: "string", default: "nonconformant" }, out: { type: "string" } },
    });
  } catch (cause) {
    throw new HarnessError("`npm run compare` does not take that", { why: messageOf(cause), hint: usage, cause });
  }
}
