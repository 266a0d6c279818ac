import { AsyncLocalStorage } from "node:async_hooks";

const running = new AsyncLocalStorage<{ requests: number | undefined }>();

/** Runs a check, and tells how many requests the least asked of its claims about traffic held for; undefined: it has none. */
export async function withHeld<T>(check: () => Promise<T>): Promise<{ ended: T; held: number | undefined }> {
  const least: { requests: number | undefined } = { requests: undefined };
  const ended = await running.run(least, check);
  return { ended, held: least.requests };
}

/** Notes that a claim of the running check held for so many requests in a row; outside a check it does nothing. */
export function noteHeld(requests: number): void {
  const least = running.getStore();
  if (least) least.requests = Math.min(least.requests ?? requests, requests);
}

/** In how many of a hundred cases a leak must be seen, for the report to say that it would have been. */
const confidence = 0.95;

/**
 * The least share of wrong answers that would have shown itself at 95 %: (1 - share)^requests = 0.05.
 * @returns a number between 0 and 1
 */
export function leakExcludedBy(requests: number): number {
  return 1 - (1 - confidence) ** (1 / requests);
}

/** "0 of 60: a leak of 5 % would have been seen". */
export function heldText(requests: number): string {
  const percent = leakExcludedBy(requests) * 100;
  return `0 of ${requests}: a leak of ${percent < 1 ? percent.toFixed(1) : Math.ceil(percent)} % would have been seen`;
}
