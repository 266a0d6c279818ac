import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { noteConverged } from "./convergence.ts";
import { HarnessError, messageOf } from "./errors.ts";
import { seenFailing } from "./failure-watch.ts";
import { newObservation } from "./said.ts";

export interface SettleOptions {
  /** Milliseconds until the claim must hold. Propagation takes 150 to 500 ms; the default leaves room for a busy machine. */
  within?: number;
  /** Milliseconds from the beginning of one observation to the next, unless it takes longer itself. */
  every?: number;
  /** How many observations in a row must agree. */
  times?: number;
}

export interface UntilOptions {
  /** Milliseconds until it must have come about. */
  within: number;
  /** Milliseconds between two questions. */
  every?: number;
  /** What to say of the state when the time is over. */
  seen?: () => Promise<string | undefined>;
}

const limit = new AsyncLocalStorage<number>();

/** Runs `action` with no `settle` in it waiting longer than `ms`: on a mesh broken on purpose red is the expected end. */
export function withSettleLimit<T>(ms: number, action: () => Promise<T>): Promise<T> {
  return limit.run(ms, action);
}

/**
 * Observes until `claim` accepts the answer three times running, each on a fresh observation, and returns the last.
 * One success proves nothing: while a policy spreads, old and new answers alternate.
 * @param claim throws an AssertionError when the observation isn't what the page prints
 * @throws the claim's own AssertionError for the last observation when the deadline has passed;
 *   a HarnessError of `observe` at once
 */
export async function settle<T>(
  observe: () => Promise<T>,
  claim: (seen: T) => void,
  options: SettleOptions = {},
): Promise<T> {
  return seenFailing(() => settled(observe, claim, options));
}

async function settled<T>(
  observe: () => Promise<T>,
  claim: (seen: T) => void,
  { within = 10_000, every = 25, times = 3 }: SettleOptions,
): Promise<T> {
  const started = Date.now();
  const deadline = started + Math.min(within, limit.getStore() ?? within);
  let agreed = 0;
  let since = started;
  for (;;) {
    const began = Date.now();
    if (agreed === 0) since = began;
    const observation = newObservation();
    const seen = await observation.run(observe);
    const objection = observation.run(() => objectionTo(claim, seen));
    agreed = objection === undefined ? agreed + 1 : 0;
    if (agreed >= times) {
      noteConverged(since - started);
      observation.keep();
      return seen;
    }
    if (objection !== undefined && Date.now() >= deadline) throw objection;
    await pause(Math.max(0, began + every - Date.now()));
  }
}

/**
 * Observes for the whole `window` and demands that `claim` accepts every single answer: for what must never happen.
 * @param window milliseconds
 * @throws the claim's AssertionError at the first observation that breaks it
 */
export async function holds<T>(observe: () => Promise<T>, claim: (seen: T) => void, window: number): Promise<void> {
  const end = Date.now() + window;
  await seenFailing(async () => {
    do {
      const observation = newObservation();
      const seen = await observation.run(observe);
      observation.run(() => claim(seen));
      observation.keep();
    } while (Date.now() < end);
  });
}

/**
 * Waits for something of ours (a pod, an endpoint) to come about, asking every `every` ms.
 * @returns the first answer that isn't undefined
 * @throws HarnessError when it hasn't within `within` ms: our set-up failed, not a documented claim
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, options: UntilOptions): Promise<T> {
  return seenFailing(() => came(what, ask, options));
}

async function came<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { within, every = 100, seen = async () => undefined as string | undefined }: UntilOptions,
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    // What is said while we wait is no answer to a claim: nothing of it is kept.
    const answer = await newObservation().run(ask);
    if (answer !== undefined) return answer;
    if (Date.now() >= deadline) {
      throw new HarnessError(`${what}: not within ${within / 1000} s`, {
        why: await seen().catch((error: unknown) => messageOf(error)),
        hint: "see the cluster's state with `kubectl --kubeconfig .meshproof/kubeconfig get pods -A`",
      });
    }
    await pause(every);
  }
}

function objectionTo<T>(claim: (seen: T) => void, seen: T): unknown {
  try {
    claim(seen);
    return undefined;
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    return error;
  }
}
