import { AsyncLocalStorage } from "node:async_hooks";

const running = new AsyncLocalStorage<{ ms: number | undefined }>();

/** Runs a check, and tells how long it had to wait for its claims, in milliseconds; undefined where it waited for none. */
export async function withConvergence<T>(
  check: () => Promise<T>,
): Promise<{ ended: T; converged: number | undefined }> {
  const sum: { ms: number | undefined } = { ms: undefined };
  const ended = await running.run(sum, check);
  return { ended, converged: sum.ms };
}

/**
 * Notes that a claim of the running check has converged; outside a check it does nothing.
 * @param ms milliseconds from the first question to the first of the answers that agree
 */
export function noteConverged(ms: number): void {
  const sum = running.getStore();
  if (sum) sum.ms = (sum.ms ?? 0) + ms;
}
