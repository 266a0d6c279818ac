import { afterEach, beforeEach, vi } from "vitest";
import { noteChange } from "./changes.ts";
import { ClaimError } from "#helpers/system/errors";
import type { UnstableError } from "./unstable.ts";

/* For the unit tests of claims about traffic: a mesh on a clock of its own. */

/** What one request takes on the clock of these tests, milliseconds. */
const perRequest = 5;

/** Each test of the file that calls it begins at a change of the page's, on a clock that stands still. */
export function onAClockOfItsOwn(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    noteChange();
  });
  afterEach(() => void vi.useRealTimers());
}

/** Claim: the connection is reset. */
export const refused = (seen: string) => {
  if (seen !== "reset") throw new ClaimError(`seen ${seen}`, { expected: "reset", observed: seen });
};

/** A mesh that answers by `answer`, given the milliseconds since the change. */
export function mesh(answer: (since: number) => string) {
  const changed = performance.now();
  const ask = async (count: number) =>
    Array.from({ length: count }, () => {
      vi.advanceTimersByTime(perRequest);
      ask.asked += 1;
      return answer(performance.now() - changed);
    });
  ask.asked = 0;
  return ask;
}

/** Runs a claim to its end, its pauses included. */
export async function ending<T>(claim: Promise<T>): Promise<T | UnstableError> {
  let over = false;
  const ended = claim.catch((error: unknown) => error as UnstableError).finally(() => (over = true));
  while (!over) await vi.advanceTimersToNextTimerAsync();
  return ended;
}

/** A leak: that share of the requests gets through. */
export const leak = (share: number) => () => (Math.random() < share ? "200" : "reset");
