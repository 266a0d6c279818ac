import type { DifferenceKind } from "#reporting/compare/comparison";
import { parseFailOn } from "#reporting/compare/fail-on";
import type { CommandLine } from "./command-line.ts";
import type { compare } from "./commands/reports.ts";

export interface CompareArguments {
  old: string;
  fresh: string;
  failOn: DifferenceKind[];
  /** Folder that the comparison is written into; undefined for the reports folder. */
  out: string | undefined;
}

/**
 * What `npm run compare` was asked for.
 * @throws HarnessError where --fail-on names a kind that there is none of
 */
export function compareArguments({ values, positionals }: CommandLine<(typeof compare)["options"]>): CompareArguments {
  const [old = "", fresh = ""] = positionals;
  return { old, fresh, failOn: parseFailOn(values["fail-on"] ?? "nonconformant"), out: values.out };
}
