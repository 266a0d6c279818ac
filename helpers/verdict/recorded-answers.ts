import { AsyncLocalStorage } from "node:async_hooks";
import type { RecordedAnswer } from "./record.ts";

/** Kinds of answers of the mesh that two runs are compared by. */
export type AnswerKind =
  | "http-status"
  | "http-header"
  | "request-header"
  | "client-error"
  | "tls"
  | "wire"
  | "origin"
  | "access-log"
  | "response-flags"
  | "secrets"
  | "serial-numbers"
  | "certificate-names"
  | "containers"
  | "listeners"
  | "clusters"
  | "routes"
  | "endpoints"
  | "kubectl";

/** One value of an answer: of what kind, by whom or about what, and the words, normalised. */
export interface AnswerValue {
  kind: AnswerKind;
  name: string;
  value: string;
}

/** By name, and of each the values by kind. */
type Book = Map<string, Map<string, Set<string>>>;

const check = new AsyncLocalStorage<Book>();
const observed = new AsyncLocalStorage<Book>();

/**
 * Runs a check and gathers what the mesh answered it: under each name the answers of the last observation that was kept, in the
 * order of the alphabet, so that two runs of the same mesh have the same record.
 */
export async function withRecordedAnswers<T>(
  action: () => Promise<T>,
): Promise<{ ended: T; answers: RecordedAnswer[] }> {
  const book: Book = new Map();
  const ended = await check.run(book, action);
  return { ended, answers: asRecord(book) };
}

/**
 * Records what a parsed answer says; outside a check it does nothing. Within an observation it counts once that is kept.
 * Elsewhere it counts at once, in place of what was noted under the same names before: the newest answer to a question is
 * the one that counts, be it of another kind.
 */
export function recordAnswers(values: readonly AnswerValue[]): void {
  const book = check.getStore();
  if (!book) return;
  const within = observed.getStore();
  if (within) values.forEach((value) => add(within, value));
  else enter(book, bookOf(values));
}

/** One observation of a claim: what is noted in it counts only if the claim accepted it. */
export interface Observation {
  /** Runs the question, or the claim that reads the answer. */
  run<T>(action: () => T): T;
  /** It was accepted: its values take the place of those under the same names. Not called, they are dropped. */
  keep(): void;
}

/** Begins an observation. One inside another counts only if both are kept. */
export function newObservation(): Observation {
  const outer = observed.getStore() ?? check.getStore();
  const book: Book = new Map();
  return {
    run: (action) => observed.run(book, action),
    keep: () => outer && enter(outer, book),
  };
}

/** Runs `action`, none of whose answers count: it asks in a way of ours, and the answers in it are noted by themselves. */
export function withoutRecording<T>(action: () => T): T {
  return newObservation().run(action);
}

function bookOf(values: readonly AnswerValue[]): Book {
  const book: Book = new Map();
  values.forEach((value) => add(book, value));
  return book;
}

function add(book: Book, { kind, name, value }: AnswerValue): void {
  const kinds = book.get(name) ?? new Map<string, Set<string>>();
  book.set(name, kinds.set(kind, (kinds.get(kind) ?? new Set()).add(value)));
}

function enter(into: Book, book: Book): void {
  for (const [name, kinds] of book) into.set(name, kinds);
}

function asRecord(book: Book): RecordedAnswer[] {
  const all = [...book].flatMap(([name, kinds]) =>
    [...kinds].map(([kind, values]) => ({ kind, name, values: [...values].toSorted() })),
  );
  const keyOf = ({ kind, name }: RecordedAnswer) => `${kind} ${name}`;
  return all.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
