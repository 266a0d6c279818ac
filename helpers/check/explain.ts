import { HarnessError, messageOf } from "#helpers/system/errors";
import type { ControlFailure, Unstable, Verdict } from "#helpers/verdict/record";
import { ControlError } from "./control.ts";
import { assertionText } from "#helpers/verdict/assertion-text";

/** What an error says of a check. */
export interface Failure {
  verdict: Verdict;
  reason: string;
  observed?: string;
  hint?: string;
  stack?: string;
  control?: ControlFailure;
  /** Where answers went on to differ after the mesh had time to converge. */
  unstable?: Unstable;
}

/** The verdict that an error stands for: a claim's, ours, or a bug of ours. */
export function explain(error: unknown): Failure {
  if (error instanceof HarnessError) {
    const reason = [error.what, error.why].filter(Boolean).join(": ");
    const ofControl = error instanceof ControlError ? { control: error.control } : {};
    return { verdict: "inconclusive", reason, hint: error.hint, ...ofControl };
  }
  if (error instanceof Error && error.name === "AssertionError") {
    const unstable = unstableOf(error);
    return { verdict: "nonconformant", ...assertionText(error), ...(unstable && { unstable }) };
  }
  return {
    verdict: "inconclusive",
    reason: `a bug of ours: ${messageOf(error)}`,
    hint: "report it with the stack in conformance.json",
    stack: error instanceof Error ? error.stack : undefined,
  };
}

/** What an UnstableError counted; undefined for any other. */
function unstableOf(error: Error): Unstable | undefined {
  const { sequence, right, wrong, kinds } = error as Error & Partial<Unstable>;
  if (sequence === undefined || right === undefined || wrong === undefined || kinds === undefined) return undefined;
  return { sequence, right, wrong, kinds };
}
