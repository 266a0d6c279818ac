import type { CheckRecord, Paused } from "#helpers/verdict/record";
import type { Failure } from "./failure.ts";

/** What vitest tells of pages, one after the other. */
export type PageEvent =
  | { kind: "started"; id: string; title: string }
  | { kind: "decided"; record: CheckRecord }
  /** It failed, and waits for a person before anything is put back. It is decided later. */
  | ({ kind: "paused" } & Paused)
  /** A check that could not run because `.skip`, `.only` or a filter left it out. */
  | { kind: "skipped-by-suite"; id: string }
  | { kind: "failure"; failure: Failure }
  /** A page is through, with its clean-up. */
  | { kind: "page"; page: string; startedAt: string; ms: number }
  /** The last one of a run. */
  | { kind: "ended"; checks: number };

export type Emit = (event: PageEvent) => void;
