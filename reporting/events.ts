import type { CheckRecord, Paused } from "#helpers/verdict";
import type { Failure } from "./failure.ts";

/** What a page's vitest process tells its parent, one after the other. Plain data: it crosses a process border. */
export type PageEvent =
  | { kind: "started"; id: string; title: string }
  | { kind: "decided"; record: CheckRecord }
  /** It failed, and waits for a person before anything is put back. It is decided later. */
  | ({ kind: "paused" } & Paused)
  /** A check that could not run because `.skip`, `.only` or a filter left it out. */
  | { kind: "left-out"; id: string }
  | { kind: "failure"; failure: Failure }
  /** The last one. A page that ends without it has lost its reporter, and with it perhaps a verdict. */
  | { kind: "ended"; checks: number };

export type Emit = (event: PageEvent) => void | Promise<void>;
