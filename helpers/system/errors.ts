/** What a person needs to get past a failure of ours. */
export interface HarnessErrorOptions {
  /** Why it happened, as far as we know: the tool's own last words, a path, a number. */
  why?: string;
  /** What to do about it: a command, a setting, a page. */
  hint: string;
  cause?: unknown;
}

/**
 * Our own failure: the environment, the input or the harness, never the mesh. A check that ends in one is
 * inconclusive; a run that ends in one exits 2. Printed without a stack trace.
 */
export class HarnessError extends Error {
  readonly what: string;
  readonly why: string | undefined;
  readonly hint: string;

  constructor(what: string, { why, hint, cause }: HarnessErrorOptions) {
    super([what, why && `  why: ${why}`, `  do:  ${hint}`].filter(Boolean).join("\n"), { cause });
    this.name = "HarnessError";
    this.what = what;
    this.why = why;
    this.hint = hint;
  }
}

/**
 * The mesh's failure: a documented claim did not hold. `expected` is what the page prints, `observed` what the
 * mesh answered. Vitest's own AssertionErrors count the same.
 */
export class ClaimError extends Error {
  readonly expected: string;
  readonly observed: string;

  constructor(message: string, { expected, observed }: { expected: string; observed: string }) {
    super(message);
    this.name = "AssertionError";
    this.expected = expected;
    this.observed = observed;
  }
}

/** The message of anything that was thrown, for use as a `why`. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  // A websocket's error event is no Error and has a message all the same.
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : String(error);
}
