import { type CommandLine, refused } from "./command-line.ts";
import { nightlyReport } from "./commands/reports.ts";

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

/**
 * What `npm run nightly-report` was asked for.
 * @throws HarnessError where a value is missing, or the link is no address
 */
export function nightlyArguments(values: CommandLine<(typeof nightlyReport)["options"]>["values"]): NightlyArguments {
  const { combination, run, "last-green": lastGreen, issues, link, out } = values;
  const missing = Object.entries({ combination, run }).flatMap(([name, value]) => (value ? [] : [`--${name}`]));
  const name = `\`${nightlyReport.name}\``;
  if (!combination || !run) throw refused(nightlyReport.name, `${name} lacks ${missing.join(", ")}`);
  if (link !== undefined && !/^https:\/\/[^\s()<>]+$/.test(link))
    throw refused(nightlyReport.name, `--link is no https address: ${link}`);
  return { combination, run, lastGreen: lastGreen || undefined, issues, link, out };
}
