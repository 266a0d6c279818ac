import path from "node:path";
import { againCommand } from "#helpers/verdict/again-command";
import type { CheckRecord } from "#helpers/verdict/record";
import { looks, type Paint } from "./colour.ts";
import { beside, duration, indent, labelled } from "./layout.ts";

export interface CheckTextOptions {
  paint: Paint;
  /** Columns that the console has. */
  width: number;
  /** Folder of the reports as the person would type it: the check's evidence is relative to it. */
  reports: string;
  /** Did the check before it end for the same reason? A set-up that failed is the reason of a whole page. */
  reasonIsRepeated?: boolean;
  /** Id of the check that has told the same cause. */
  causeShownBy?: string;
}

/** A finished check on the console: one line, and where it isn't conformant, what a person needs to know below it. */
export function checkText(check: CheckRecord, options: CheckTextOptions): string {
  const { mark, colour } = looks[check.verdict];
  const verdict = `${mark} ${check.verdict.padEnd(13)}`;
  // The time stands before the title: titles are of any length, and times are read as a column.
  const time = options.paint("dim", duration(check.ms).padStart(12));
  // How many requests held: the share of leaks that this excludes is told once, at the end.
  const held = check.held === undefined ? "" : options.paint("dim", ` (${check.held}×)`);
  const line = `    ${options.paint(colour, verdict)}${time}  ${check.title}${held}`;
  return [line, ...details(check, options).map((detail) => indent(detail, 8))].join("\n");
}

/** Is it skipped for the very reason for which the check before it is, of the same page? */
export function isSkippedAlike(before: CheckRecord | undefined, check: CheckRecord): boolean {
  if (before?.verdict !== "skipped" || check.verdict !== "skipped" || before.page !== check.page) return false;
  return before.skip?.reason === check.skip?.reason;
}

/** One line for all further checks of a page that are skipped for a reason that was told. */
export function skippedAlikeText(count: number, paint: Paint): string {
  const { mark, colour } = looks.skipped;
  const verdict = paint(colour, `${mark} ${"skipped".padEnd(13)}`);
  return `    ${verdict}${" ".repeat(12)}  and ${count} more of this page for the same reason`;
}

function details(check: CheckRecord, options: CheckTextOptions): string[] {
  switch (check.verdict) {
    case "conformant":
      return [];
    case "skipped":
      return [
        labelled("why", check.skip?.reason ?? "no reason was given"),
        ...(check.skip?.condition ? [labelled("condition", check.skip.condition)] : []),
        ...(check.skip?.reference ? [labelled("see", check.skip.reference)] : []),
      ];
    case "nonconformant":
    case "flaky":
      return [...why(check), besideObserved(check, options.width - 8), ...whereToLook(check, options)];
    case "inconclusive":
      if (options.reasonIsRepeated) return [labelled("why", "the same as before")];
      return [
        ...why(check),
        ...(check.control ? [besideControl(check.control, options.width - 8)] : []),
        ...(check.hint ? [labelled("do", check.hint)] : []),
        ...whereToLook(check, options),
      ];
  }
}

function why({ reason }: CheckRecord): string[] {
  return [labelled("why", reason ?? "no reason was given")];
}

function besideObserved({ prints, observed }: CheckRecord, width: number): string {
  return beside(["documented", prints], ["observed", observed ?? "see the evidence"], width);
}

/** What the allowed client should have got, beside what it got. */
function besideControl({ expected, observed }: NonNullable<CheckRecord["control"]>, width: number): string {
  return beside(["the control wants", expected], ["it got", observed], width);
}

function whereToLook(check: CheckRecord, { reports, causeShownBy }: CheckTextOptions): string[] {
  const { evidence, diagnosis } = check;
  // why.md tells the cause and what lies beside it.
  const evidencePath = diagnosis?.file ?? evidence;
  return [
    ...(diagnosis ? [labelled("cause", causeShownBy ? `the same as of ${causeShownBy}` : diagnosis.cause)] : []),
    ...(evidencePath ? [labelled("evidence", path.join(reports, evidencePath))] : []),
    labelled("again", againCommand(check)),
  ];
}
