import { AsyncLocalStorage } from "node:async_hooks";

/** What is counted of a check: the least that one of its claims held for, and all requests that decided one. */
interface Requests {
  least: number | undefined;
  asked: number | undefined;
}

const running = new AsyncLocalStorage<Requests>();

/**
 * Runs a check, and tells how many requests the least asked of its claims about traffic held for, and how many its claims
 * were decided by, added up; undefined: it has none.
 */
export async function withHeld<T>(
  check: () => Promise<T>,
): Promise<{ ended: T; held: number | undefined; asked: number | undefined }> {
  const requests: Requests = { least: undefined, asked: undefined };
  const ended = await running.run(requests, check);
  return { ended, held: requests.least, asked: requests.asked };
}

/** Notes that a claim of the running check held for so many requests in a row; outside a check it does nothing. */
export function noteHeld(requests: number): void {
  const counted = running.getStore();
  if (counted) counted.least = Math.min(counted.least ?? requests, requests);
}

/** Notes requests that a claim of the running check was decided by, whatever they said; outside a check it does nothing. */
export function noteAsked(requests: number): void {
  const counted = running.getStore();
  if (counted) counted.asked = (counted.asked ?? 0) + requests;
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
