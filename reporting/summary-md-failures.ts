import { againCommand } from "#helpers/verdict/again-command";
import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { causesOf } from "./causes.ts";
import { looks } from "./colour.ts";
import { count } from "./exit-code.ts";
import { duration } from "./layout.ts";
import { diffSigns, lineDiff } from "./line-diff.ts";
import { code, fenced, prose } from "./markdown.ts";
import { shortText } from "./short-text.ts";

/** Lines of a comparison that are worth their room in a summary. */
const linesOfDiff = 40;

/** Each cause once, with the object that it names and the checks that failed for it. */
export function causeBlock({ checks }: RunRecord): string[] {
  const found = causesOf(checks);
  if (found.length === 0) return [];
  const items = found.flatMap(({ cause, object, checks: ids }, index) => [
    `${index + 1}. **1 cause, ${count(ids.length, "check")}**${object ? ` (${code(object)})` : ""}: ${prose(cause)}`,
    ...ids.map((id) => `   - ${code(id)}`),
  ]);
  return ["### Likely causes", "", ...items, ""];
}

/** Each failed check with all that is needed to go on, those of one reason together; most urgent first. */
export function failureBlocks({ checks }: RunRecord): string[][] {
  const causes = causesOf(checks);
  const causeOf = ({ id, diagnosis }: CheckRecord) => {
    const number = causes.findIndex(({ checks: ids }) => ids.includes(id)) + 1;
    if (number === 0) return diagnosis ? prose(diagnosis.cause) : undefined;
    return `number ${number} above${diagnosis?.object ? `, ${code(diagnosis.object)}` : ""}`;
  };
  const blocks = (["nonconformant", "flaky", "inconclusive"] as const).flatMap((verdict) =>
    sameReason(checks.filter((check) => check.verdict === verdict)).map((group) => block(group, causeOf(group[0]!))),
  );
  return blocks.length > 0 ? [["### Failures", ""], ...blocks] : [];
}

/** A set-up that failed is the reason of every check of its page: it is told once. */
function sameReason(checks: CheckRecord[]): CheckRecord[][] {
  const groups = new Map<string, CheckRecord[]>();
  for (const check of checks) {
    const key = check.verdict === "inconclusive" ? (check.reason ?? check.id) : check.id;
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups.values()];
}

/** @param cause of them all, as Markdown, where one is known */
function block(checks: CheckRecord[], cause: string | undefined): string[] {
  const [first] = checks as [CheckRecord];
  const { verdict, reason = "no reason was given", hint } = first;
  const heads = checks.map(
    ({ id, title, ms }) => `#### ${looks[verdict].mark} ${verdict}: ${prose(title)}\n\n${code(id)}, ${duration(ms)}\n`,
  );
  return [
    ...heads,
    ...fenced(shortText(reason)),
    "",
    ...(cause ? [`Likely cause: ${cause}`, ""] : []),
    ...compared(first),
    ...(hint && verdict === "inconclusive" ? [`Do: ${prose(hint)}`, ""] : []),
    "Run again:",
    "",
    ...fenced(checks.map(againCommand), "sh"),
    "",
  ];
}

/** The line diff; of a control that failed what it should have got. */
function compared({ prints, observed, control }: CheckRecord): string[] {
  if (!control && observed === undefined) return [];
  const lines = control ? lineDiff(control.expected, control.observed) : lineDiff(prints, observed!);
  const left = lines.length - linesOfDiff;
  const shown = lines.slice(0, linesOfDiff).map(({ kind, text }) => `${diffSigns[kind]} ${text.slice(0, 300)}`);
  return [
    control
      ? `The control failed, ${prose(control.what)}: what it should have got (-) and got (+):`
      : "Documented (-) and observed (+):",
    "",
    ...fenced([...shown, ...(left > 0 ? [`… ${count(left, "more line")}`] : [])], "diff"),
    "",
  ];
}
