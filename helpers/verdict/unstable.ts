import { assertionText } from "./assertion-text.ts";
import { ClaimError, messageOf } from "#helpers/system/errors";

/** One kind of answer among those that were given, and how often it was. */
export interface AnswerKind {
  what: string;
  count: number;
  right: boolean;
}

/** How many marks of a sequence a message shows; the evidence has every answer. */
const shown = 60;

/** The answers to one request differ after the mesh had time to converge: some are the documented one, some are not. */
export class UnstableError extends ClaimError {
  /** "✓✗✓…": every answer in its turn. */
  readonly sequence: string;
  readonly right: number;
  readonly wrong: number;

  constructor(
    judged: { right: boolean }[],
    readonly kinds: AnswerKind[],
    first: unknown,
  ) {
    const sequence = judged.map(({ right }) => (right ? "✓" : "✗")).join("");
    const wrong = judged.filter(({ right }) => !right).length;
    const rows = kinds.map(({ what, count, right }) => `${right ? "✓" : "✗"} ${count} of ${judged.length}: ${what}`);
    super(
      `unstable: ${wrong} of ${judged.length} answers were not the documented one after the mesh had time to converge: ` +
        `${sequence.slice(0, shown)}${sequence.length > shown ? "…" : ""}; one of them: ${first instanceof Error ? assertionText(first).reason : messageOf(first)}`,
      { expected: expectedBy(first), observed: rows.join("\n") },
    );
    this.sequence = sequence;
    this.wrong = wrong;
    this.right = judged.length - wrong;
  }
}

function expectedBy(objection: unknown): string {
  const { expected } = (objection ?? {}) as { expected?: unknown };
  return typeof expected === "string" ? expected : "every answer alike";
}
