import { AsyncLocalStorage } from "node:async_hooks";
import { tellingLines } from "./answers.ts";
import { lastChange } from "./changes.ts";
import { noteConverged } from "./convergence.ts";
import { HarnessError } from "./errors.ts";
import { seenFailing } from "./failure-watch.ts";
import { noteHeld } from "./held.ts";
import { pause } from "./pause.ts";
import { type AnswerKind, UnstableError } from "./unstable.ts";

export interface HoldsOptions {
  /** Milliseconds that the mesh has to converge, from the page's last change on. Propagation takes 150 to 500 ms. */
  within?: number;
  /** How many fresh requests in a row must agree. 60 of them miss a leak of 5 % once in twenty times. */
  requests?: number;
  /**
   * How many requests one call of `ask` is asked for, at most. Where one call is for all of them (each waits for its time
   * to be over, or for a log), the first few of them show that the mesh has converged, and none is asked for that alone.
   */
  batch?: number;
}

/** How many answers in a row show that the mesh has converged; that it holds is shown by many more. */
const probe = 3;

/** Milliseconds from one look at a mesh that has not converged to the next. */
const every = 25;

/** Longest that answers which turned out wrong are gathered for their pattern. Milliseconds. */
const patternWithin = 12_000;

const limit = new AsyncLocalStorage<number>();

/** Runs `action` with no claim in it waiting longer than `ms` to converge: on a mesh broken on purpose red is expected. */
export function withConvergenceLimit<T>(ms: number, action: () => Promise<T>): Promise<T> {
  return limit.run(ms, action);
}

/** A claim's own time to converge, or what `withConvergenceLimit` leaves of it. Milliseconds. */
export function shortened(within: number): number {
  return Math.min(within, limit.getStore() ?? within);
}

/** When a claim that begins now must have converged, in milliseconds since 1970. */
function convergedBy(within: number): number {
  const usual = lastChange() + within;
  return limit.getStore() === undefined ? usual : Math.min(usual, Date.now() + shortened(within));
}

/**
 * A claim about traffic: it converges once, and then it holds. While the mesh still has time, from the page's last
 * change on, old and new answers may alternate; then `requests` fresh requests in a row must all get the documented
 * answer. Where one of these is wrong and the mesh's time is not over yet, its rest is waited for, and twice as many are
 * asked, once: so the share of leaks that is seen stays what the report says.
 * @param ask sends that many requests and gives their answers, in their order
 * @param claim throws an AssertionError when an answer is not what the page prints
 * @returns the last answer
 * @throws the claim's own AssertionError where no answer is right; an UnstableError where some are; a HarnessError of
 *   `ask` or of `claim` at once
 */
export async function holds<T>(
  ask: (count: number) => Promise<T[]>,
  claim: (seen: T) => void,
  { within = 10_000, requests = 60, batch = 15 }: HoldsOptions = {},
): Promise<T> {
  return seenFailing(async () => {
    const started = Date.now();
    const deadline = convergedBy(within);
    const converged = await converge(ask, claim, deadline, batch >= requests ? requests : probe);
    let asked = requests;
    const first = batch >= requests ? converged.answers : [];
    const began = first.length > 0 ? converged.at : Date.now();
    let answers = await hold(ask, claim, requests, batch, first);
    if (answers.some(wrong) && began < deadline) {
      await pause(Math.max(0, deadline - Date.now()));
      asked = 2 * requests;
      answers = await hold(ask, claim, asked, batch);
    }
    refuse(answers);
    noteConverged(Math.max(0, converged.at - started));
    noteHeld(asked);
    return answers.at(-1)!.seen;
  });
}

interface Judged<T> {
  seen: T;
  right: boolean;
  objection?: unknown;
}

const wrong = ({ right }: Judged<unknown>) => !right;

/** Asks until a few answers in a row are right, or until the mesh's time is over: when that was, and what was answered. */
async function converge<T>(
  ask: (count: number) => Promise<T[]>,
  claim: (seen: T) => void,
  deadline: number,
  count: number,
): Promise<{ at: number; answers: Judged<T>[] }> {
  for (;;) {
    const at = Date.now();
    if (at >= deadline) return { at, answers: [] };
    const answers = await asked(ask, claim, count);
    if (!answers.slice(0, probe).some(wrong)) return { at, answers };
    await pause(Math.max(0, at + every - Date.now()));
  }
}

/** Asks in batches; after a wrong answer only as long as its pattern is worth waiting for. */
async function hold<T>(
  ask: (count: number) => Promise<T[]>,
  claim: (seen: T) => void,
  requests: number,
  batch: number,
  first: Judged<T>[] = [],
): Promise<Judged<T>[]> {
  const answers = [...first];
  const started = Date.now();
  while (answers.length < requests) {
    answers.push(...(await asked(ask, claim, Math.min(batch, requests - answers.length))));
    if (answers.some(wrong) && (Date.now() - started > patternWithin || !answers.some(({ right }) => right))) break;
  }
  return answers;
}

async function asked<T>(
  ask: (count: number) => Promise<T[]>,
  claim: (seen: T) => void,
  count: number,
): Promise<Judged<T>[]> {
  const answers = await ask(count);
  if (answers.length !== count) {
    throw new HarnessError(`${count} requests were to be sent, ${answers.length} have an answer`, {
      hint: "this is a bug of the check's: `ask` gives one answer for each request",
    });
  }
  return answers.map((seen) => {
    const objection = objectionTo(claim, seen);
    return objection === undefined ? { seen, right: true } : { seen, right: false, objection };
  });
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

function refuse<T>(answers: Judged<T>[]): void {
  const objections = answers.filter(wrong);
  if (objections.length === 0) return;
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
