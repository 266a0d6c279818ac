import { parseArgs } from "node:util";
import { HarnessError, messageOf } from "#helpers/errors";

export interface NightlyArguments {
  combination: string;
  /** Reports folder of the night's run. */
  run: string;
  /** That of the last green run; undefined where there has been none yet. */
  lastGreen: string | undefined;
  /** File with the open issues, as `gh issue list --json number,title,body` prints them; undefined for none. */
  issues: string | undefined;
  /** Address of the job. */
  link: string | undefined;
  /** Folder that is written into; undefined for the reports folder. */
  out: string | undefined;
}

const usage =
  "npm run nightly-report -- --combination <name> --run <reports> [--last-green <reports>] [--issues <file>] [--link <url>] [--out <folder>]";

/**
 * Reads the command line of `npm run nightly-report`.
 * @throws HarnessError where a value is missing, or an option is not known
 */
export function nightlyArguments(argv: readonly string[]): NightlyArguments {
  const { combination, run, "last-green": lastGreen, issues, link, out } = parsed(argv);
  const missing = Object.entries({ combination, run }).flatMap(([name, value]) => (value ? [] : [`--${name}`]));
  if (!combination || !run) throw refused(`missing: ${missing.join(", ")}`);
  if (link !== undefined && !/^https:\/\/[^\s()<>]+$/.test(link)) throw refused(`--link is no https address: ${link}`);
  return { combination, run, lastGreen: lastGreen || undefined, issues, link, out };
}

function parsed(argv: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    const options = { combination: text, run: text, "last-green": text, issues: text, link: text, out: text };
    return parseArgs({ args: [...argv], options }).values;
  } catch (cause) {
    throw refused(messageOf(cause), cause);
  }
}

function refused(why: string, cause?: unknown): HarnessError {
  return new HarnessError("`npm run nightly-report` does not take that", { why, hint: usage, cause });
}
