import { convergedBy, requestsAllowed } from "./claim-limits.ts";
import { noteConverged } from "./convergence.ts";
import { HarnessError } from "#helpers/system/errors";
import { seenFailing } from "./failure-watch.ts";
import { noteAsked, noteHeld } from "./held.ts";
import { pause } from "#helpers/system/pause";
import { type Held, isWrong, refuse, wrong } from "./judged.ts";
import { newObservation } from "./recorded-answers.ts";

export interface HoldsOptions {
  /** Milliseconds that the mesh has to converge, from the page's last change on. Propagation takes 150 to 500 ms. */
  within?: number;
  /** How many fresh requests in a row must agree. 60 of them miss a leak of 5 % once in twenty times. */
  requests?: number;
  /**
   * How many requests one call of `ask` is asked for, at most. Where one call is for all of them (each waits for its time
   * to be over, or for a log), none is asked for alone to see whether the mesh has converged.
   */
  batch?: number;
  /** The allowed client doing the same, beside each batch: see `control`. Where a claim fails too, that is what is told. */
  control?: () => Promise<unknown>;
}

/** How many answers in a row show that the mesh has converged; that it holds is shown by many more. */
const probe = 3;

/** Milliseconds from one look at a mesh that has not converged to the next. */
const every = 25;

/** Longest that answers which turned out wrong are gathered for their pattern. Milliseconds. */
const patternWithin = 12_000;

/**
 * A claim about traffic: it converges once, and then it holds. While the mesh still has time, from the page's last
 * change on, old and new answers may alternate; then `requests` fresh requests in a row must all get the documented
 * answer. Where one of these is wrong and the mesh's time is not over yet, twice as many are asked once it has converged
 * again: so the share of leaks that is seen stays what the report says. After its time one wrong answer decides.
 * @param ask sends that many requests and gives their answers, in their order
 * @param claim throws an AssertionError when an answer is not what the page prints
 * @returns the last answer
 * @throws the claim's own AssertionError where no answer is right; an UnstableError where some are; a HarnessError of
 *   `ask` or of `claim` at once
 */
export async function holds<T>(
  ask: (count: number) => Promise<T[]>,
  claim: (seen: T) => void,
  { within = 10_000, requests: usual = 60, batch = 15, control = async () => undefined }: HoldsOptions = {},
): Promise<T> {
  const requests = requestsAllowed(usual);
  return seenFailing(async () => {
    const started = performance.now();
    const deadline = convergedBy(within);
    const asking = { ask, claim, control };
    // Where one call is for all of the requests, they show themselves whether the mesh has converged.
    const atOnce = batch >= requests;
    for (let asked = requests; ;) {
      const converged = atOnce ? performance.now() : await converge(asking, deadline);
      const inTime = performance.now() < deadline;
      const held = await hold(asking, { requests: asked, batch, wholePattern: !inTime });
      if (isWrong(held) && inTime) {
        if (!atOnce || !held.answers.slice(0, probe).some(wrong)) asked = Math.min(2 * asked, 4 * requests);
        await pause(every);
        continue;
      }
      refuse(held);
      noteConverged(Math.round(Math.max(0, converged - started)));
      noteHeld(asked);
      return held.answers.at(-1)!.seen;
    }
  });
}

/** What a claim is decided by. */
interface Asking<T> {
  ask: (count: number) => Promise<T[]>;
  claim: (seen: T) => void;
  control: () => Promise<unknown>;
}

/** Asks until a few answers in a row are right, or until the mesh's time is over: when that was. */
async function converge<T>(asking: Asking<T>, deadline: number): Promise<number> {
  for (;;) {
    const began = performance.now();
    if (began >= deadline || !isWrong(await asked(asking, probe))) return began;
    await pause(Math.max(0, began + every - performance.now()));
  }
}

interface Asked {
  requests: number;
  batch: number;
  /** After a wrong answer: are the others of interest, for what they have in common? */
  wholePattern: boolean;
}

/** Asks in batches; after a wrong answer only as long as its pattern is worth waiting for. */
async function hold<T>(asking: Asking<T>, { requests, batch, wholePattern }: Asked): Promise<Held<T>> {
  const held: Held<T> = { answers: [] };
  const started = performance.now();
  while (held.answers.length < requests) {
    const { answers, controlFailed } = await asked(asking, Math.min(batch, requests - held.answers.length));
    held.answers.push(...answers);
    noteAsked(answers.length);
    held.controlFailed ??= controlFailed;
    const over = performance.now() - started > patternWithin || !held.answers.some(({ right }) => right);
    if (isWrong(held) && (over || !wholePattern)) break;
  }
  return held;
}

async function asked<T>({ ask, claim, control }: Asking<T>, count: number): Promise<Held<T>> {
  const observation = newObservation();
  const [answers, beside] = await observation.run(() =>
    Promise.all([
      ask(count),
      control().then(
        () => undefined,
        (error: unknown) => error,
      ),
    ]),
  );
  if (answers.length !== count) {
    throw new HarnessError(`${count} requests were to be sent, ${answers.length} have an answer`, {
      hint: "this is a bug of the check's: `ask` gives one answer for each request",
    });
  }
  const judged = answers.map((seen) => {
    const objection = observation.run(() => objectionTo(claim, seen));
    return objection === undefined ? { seen, right: true } : { seen, right: false, objection };
  });
  const held = { answers: judged, controlFailed: beside };
  // Of batches that all agree the last is told: what the mesh said on its way there is no part of the record.
  if (!isWrong(held)) observation.keep();
  return held;
}

/** What a claim has against an answer; undefined where it accepts it. A HarnessError is no answer of the mesh's. */
export function objectionTo<T>(claim: (seen: T) => void, seen: T): unknown {
  try {
    claim(seen);
    return undefined;
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    return error;
  }
}
