import { HarnessError } from "#helpers/system/errors";
import { asControl } from "#helpers/verdict/evidence";
import type { ControlFailure } from "#helpers/verdict/record";
import { assertionText } from "#helpers/verdict/assertion-text";

/** A control that failed: the check's denial is not decided, and what the allowed client got is told beside what it should get. */
export class ControlError extends HarnessError {
  readonly control: ControlFailure;

  constructor(what: string, cause: Error) {
    const { reason, observed } = assertionText(cause);
    const { expected } = cause as { expected?: unknown };
    super(`the control failed: ${what}`, {
      why: reason,
      hint: "the allowed client must get through for the denial to mean anything: the likely cause is of the control's request",
      cause,
    });
    this.control = {
      what,
      expected: typeof expected === "string" || typeof expected === "number" ? String(expected) : "as the check says",
      observed: observed ?? reason,
    };
  }
}

/**
 * The control of a denial: the allowed client doing the same at the same moment. Where it fails too, the denial proves
 * nothing, and the check is inconclusive.
 * @throws ControlError when the control's own claim does not hold; what `observe` throws, and any error of the claim that
 *   is no assertion, as it is: those say nothing of the mesh
 */
export async function control<T>(what: string, observe: () => Promise<T>, claim: (seen: T) => void): Promise<T> {
  const seen = await asControl(observe);
  try {
    claim(seen);
  } catch (cause) {
    if (cause instanceof Error && cause.name === "AssertionError") throw new ControlError(what, cause);
    throw cause;
  }
  return seen;
}
