import { AsyncLocalStorage } from "node:async_hooks";
import { lastChange } from "./changes.ts";

/** What a proof allows the claims in it. */
export interface ClaimLimits {
  /** Milliseconds that a claim may wait to converge: on a mesh broken on purpose red is expected. */
  within?: number;
  /** How many requests must agree, at most: what is broken for good, or mended, shows in a few. */
  requests?: number;
  /** Seconds that one request may take: where nothing answers, each takes as long as it may. */
  seconds?: number;
}

const limits = new AsyncLocalStorage<ClaimLimits>();

/** Runs `action` with these limits on each claim in it. */
export function withClaimLimits<T>(allowed: ClaimLimits, action: () => Promise<T>): Promise<T> {
  return limits.run(allowed, action);
}

/** A claim's own time to converge, or what `withClaimLimits` leaves of it. Milliseconds. */
export function shortened(within: number): number {
  return Math.min(within, limits.getStore()?.within ?? within);
}

/** How long a request may take: its own limit, or what `withClaimLimits` leaves of it. Seconds. */
export function requestLimit(seconds: number): number {
  return Math.min(seconds, limits.getStore()?.seconds ?? seconds);
}

/** How many requests a claim is decided by: its own number, or what `withClaimLimits` leaves of it. */
export function requestsAllowed(requests: number): number {
  return Math.min(requests, limits.getStore()?.requests ?? requests);
}

/** When a claim that begins now must have converged, on the clock of `performance.now()`. */
export function convergedBy(within: number): number {
  const usual = lastChange() + within;
  return limits.getStore()?.within === undefined ? usual : Math.min(usual, performance.now() + shortened(within));
}
