import { setTimeout as pause } from "node:timers/promises";
import { noteChange } from "./changes.ts";
import { noteConverged } from "./convergence.ts";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { seenFailing } from "./failure-watch.ts";
import { shortened } from "./claim-limits.ts";
import { objectionTo } from "./holds.ts";
import { newObservation } from "./recorded-answers.ts";
import { stateFileShown } from "#helpers/system/state-folder";

export interface SettleOptions {
  /** Milliseconds until the claim must hold. */
  within?: number;
  /** Milliseconds from the beginning of one observation to the next, unless it takes longer itself. */
  every?: number;
}

export interface UntilOptions {
  /** Milliseconds until it must have come about. */
  within: number;
  /** Milliseconds between two questions. */
  every?: number;
  /** What to say of the state when the time is over. */
  seen?: () => Promise<string | undefined>;
}

/**
 * Observes a state (a table of istioctl, an object's status, a log) until `claim` accepts it, and returns it. A state is
 * there or it isn't; answers to requests may be right by luck, and are for `holds`.
 * @param claim throws an AssertionError when the observation isn't what the page prints
 * @throws the claim's own AssertionError for the last observation when the deadline has passed; a HarnessError at once
 */
export async function settle<T>(
  observe: () => Promise<T>,
  claim: (seen: T) => void,
  { within = 10_000, every = 25 }: SettleOptions = {},
): Promise<T> {
  return seenFailing(async () => {
    const started = performance.now();
    const deadline = started + shortened(within);
    for (;;) {
      const began = performance.now();
      const observation = newObservation();
      const seen = await observation.run(observe);
      const objection = observation.run(() => objectionTo(claim, seen));
      if (objection === undefined) {
        noteConverged(Math.round(began - started));
        observation.keep();
        return seen;
      }
      if (performance.now() >= deadline) throw objection;
      await pause(Math.max(0, began + every - performance.now()));
    }
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
  const deadline = performance.now() + within;
  for (;;) {
    // What is said while we wait is no answer to a claim: nothing of it is kept.
    const answer = await newObservation().run(ask);
    if (answer !== undefined) {
      noteChange();
      return answer;
    }
    if (performance.now() >= deadline) {
      throw new HarnessError(`${what}: not within ${within / 1000} s`, {
        why: await seen().catch((error: unknown) => messageOf(error)),
        hint: `see the cluster's state with \`kubectl --kubeconfig ${stateFileShown("kubeconfig")} get pods -A\``,
      });
    }
    await pause(every);
  }
}
