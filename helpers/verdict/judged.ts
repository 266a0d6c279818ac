import { tellingLines } from "./telling-lines.ts";
import { type AnswerKind, UnstableError } from "./unstable.ts";

/** An answer, and whether the claim accepts it. */
export interface Judged<T> {
  seen: T;
  right: boolean;
  objection?: unknown;
}

/** Answers, and what a control beside them failed with. */
export interface Held<T> {
  answers: Judged<T>[];
  controlFailed?: unknown;
}

/** Did the claim refuse the answer? */
export const wrong = ({ right }: Judged<unknown>) => !right;
/** Is one of the answers wrong, or did the control fail? */
export const isWrong = ({ answers, controlFailed }: Held<unknown>) =>
  controlFailed !== undefined || answers.some(wrong);

/**
 * A claim that does not hold is told before a control that does not: the same leak may reach both.
 * @throws the claim's objection where no answer is right, an UnstableError where some are, or what the control failed with
 */
export function refuse<T>({ answers, controlFailed }: Held<T>): void {
  const objections = answers.filter(wrong);
  if (objections.length === 0) {
    if (controlFailed !== undefined) throw controlFailed;
    return;
  }
  if (objections.length === answers.length) throw objections.at(-1)!.objection;
  throw new UnstableError(answers, kindsOf(answers), objections[0]!.objection);
}

/** The answers that differ, most frequent first. */
function kindsOf<T>(answers: Judged<T>[]): AnswerKind[] {
  const kinds = new Map<string, AnswerKind>();
  for (const { seen, right } of answers) {
    const what = inOneLine(seen);
    const kind = kinds.get(`${right} ${what}`) ?? { what, count: 0, right };
    kinds.set(`${right} ${what}`, { ...kind, count: kind.count + 1 });
  }
  return [...kinds.values()].sort((one, other) => other.count - one.count);
}

function inOneLine(seen: unknown): string {
  const { text } = (seen ?? {}) as { text?: unknown };
  const whole = typeof text === "string" ? text : JSON.stringify(seen);
  return tellingLines(whole).slice(0, 6).join(" / ").slice(0, 300);
}
