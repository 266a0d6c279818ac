import { HarnessError, messageOf } from "#helpers/system/errors";
import { machineErrorIn } from "#helpers/system/machine-error";
import type { RunRecord } from "#helpers/verdict/record";

/** Something that went wrong outside any check. */
export type Failure = RunRecord["failures"][number];

/** What is left of an error that vitest carried from a worker to us: the class is gone, the fields are there. */
export interface ThrownError {
  name?: string;
  message: string;
  what?: string;
  why?: string;
  hint?: string;
  cause?: unknown;
  stack?: string;
}

/** What to do about a bug of ours. */
export const ourBug = "this is a bug of meshproof: report it with this message";

/** An error as a failure for the reports: a HarnessError's own words, or the message and place of a bug of ours. */
export function failureOf(thrown: unknown): Failure {
  const error = machineErrorIn(thrown) ?? thrown;
  if (error instanceof HarnessError) return wordsOf(error);
  const frame = error instanceof Error ? firstFrame(error.stack) : undefined;
  const name = error instanceof Error ? `${error.name}: ` : "";
  return { what: `${name}${messageOf(error)}`, ...(frame && { why: `thrown ${frame}` }), hint: ourBug };
}

/** The same for an error that came out of a worker; `doing` says what was going on: "the clean-up of …". */
export function failureOfThrown(doing: string, error: ThrownError, hint = ourBug): Failure {
  const { what, why, hint: itsHint } = wordsOf(error);
  const cause = error.what === undefined ? causeOf(error) : undefined;
  return { what: doing, why: [what, why, cause].filter(Boolean).join(": "), hint: itsHint ?? hint };
}

/** The three parts of an error's message where it has them, else the message alone. */
export function wordsOf<E extends ThrownError>(error: E): { what: string; why?: string; hint: E["hint"] } {
  const { what, why, hint } = error;
  return what === undefined ? { what: error.message, hint } : { what, ...(why !== undefined && { why }), hint };
}

function causeOf({ cause }: ThrownError): string | undefined {
  return cause !== null && typeof cause === "object" && "message" in cause ? String(cause.message) : undefined;
}

function firstFrame(stack: string | undefined): string | undefined {
  return stack
    ?.split("\n")
    .find((line) => /^\s+at .*:\d+/.test(line))
    ?.trim();
}
