import { AsyncLocalStorage } from "node:async_hooks";
import { lastChange } from "./changes.ts";
import { noteConverged } from "./convergence.ts";
import { HarnessError } from "#helpers/system/errors";
import { seenFailing } from "./failure-watch.ts";
import { noteAsked, noteHeld } from "./held.ts";
import { pause } from "#helpers/system/pause";
import { newObservation } from "./said.ts";
import { tellingLines } from "./telling-lines.ts";
import { type AnswerKind, UnstableError } from "./unstable.ts";

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

/** When a claim that begins now must have converged, in milliseconds since 1970. */
function convergedBy(within: number): number {
  const usual = lastChange() + within;
  return limits.getStore()?.within === undefined ? usual : Math.min(usual, Date.now() + shortened(within));
}

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
  const requests = Math.min(usual, limits.getStore()?.requests ?? usual);
  return seenFailing(async () => {
    const started = Date.now();
    const deadline = convergedBy(within);
    const asking = { ask, claim, control };
    // Where one call is for all of the requests, they show themselves whether the mesh has converged.
    const atOnce = batch >= requests;
    for (let asked = requests; ;) {
      const converged = atOnce ? Date.now() : await converge(asking, deadline);
      const inTime = Date.now() < deadline;
      const held = await hold(asking, { requests: asked, batch, wholePattern: !inTime });
      if (isWrong(held) && inTime) {
        if (!atOnce || !held.answers.slice(0, probe).some(wrong)) asked = Math.min(2 * asked, 4 * requests);
        await pause(every);
        continue;
      }
      refuse(held);
      noteConverged(Math.max(0, converged - started));
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

interface Judged<T> {
  seen: T;
  right: boolean;
  objection?: unknown;
}

/** Answers, and what a control beside them failed with. */
interface Held<T> {
  answers: Judged<T>[];
  controlFailed?: unknown;
}

const wrong = ({ right }: Judged<unknown>) => !right;
const isWrong = ({ answers, controlFailed }: Held<unknown>) => controlFailed !== undefined || answers.some(wrong);

/** Asks until a few answers in a row are right, or until the mesh's time is over: when that was. */
async function converge<T>(asking: Asking<T>, deadline: number): Promise<number> {
  for (;;) {
    const began = Date.now();
    if (began >= deadline || !isWrong(await asked(asking, probe))) return began;
    await pause(Math.max(0, began + every - Date.now()));
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
  const started = Date.now();
  while (held.answers.length < requests) {
    const { answers, controlFailed } = await asked(asking, Math.min(batch, requests - held.answers.length));
    held.answers.push(...answers);
    noteAsked(answers.length);
    held.controlFailed ??= controlFailed;
    const over = Date.now() - started > patternWithin || !held.answers.some(({ right }) => right);
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

/** A claim that does not hold is told before a control that does not: the same leak may reach both. */
function refuse<T>({ answers, controlFailed }: Held<T>): void {
  const objections = answers.filter(wrong);
  if (objections.length === 0) {
    if (controlFailed !== undefined) throw controlFailed;
    return;
  }
  if (objections.length === answers.length) throw objections.at(-1)!.objection;
  throw new UnstableError(answers, kindsOf(answers), objections[0]!.objection);
}

/** The answers that differ, most frequent first. */
function kindsOf<T>(answers: Judged<T>[]): AnswerKind[] {
  const kinds = new Map<string, AnswerKind>();
  for (const { seen, right } of answers) {
    const what = inOneLine(seen);
    const kind = kinds.get(`${right} ${what}`) ?? { what, count: 0, right };
    kinds.set(`${right} ${what}`, { ...kind, count: kind.count + 1 });
  }
  return [...kinds.values()].sort((one, other) => other.count - one.count);
}

function inOneLine(seen: unknown): string {
  const { text } = (seen ?? {}) as { text?: unknown };
  const whole = typeof text === "string" ? text : JSON.stringify(seen);
  return tellingLines(whole).slice(0, 6).join(" / ").slice(0, 300);
}
