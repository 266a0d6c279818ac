import type { RunRecord } from "#helpers/verdict/record";
import type { Comparison } from "../compare/comparison.ts";
import { outcomeOfRun } from "../exit-code.ts";

/** One night's run of one combination of versions. */
export interface Night {
  /** What was run, e.g. "Istio 1.31 on Kubernetes 1.34"; the same every night. */
  combination: string;
  /** Its record, or why there is none. */
  run: RunRecord | { why: string };
  /** Its difference from the last green run of the same combination, or why there is none to tell. */
  compared: Comparison | { why: string };
  /** Address of the job that ran it. */
  link?: string;
}

/** What becomes of a night: green or red, and what did not hold. */
export interface Outcome {
  red: boolean;
  /** Why, in one sentence. */
  because: string;
  /** What makes it red: ids of checks, and "harness: …" for what failed outside any. In the order of the alphabet. */
  failing: string[];
}

/** A night is green only when every check of it was conformant: also one that could not tell, or left no record, is red. */
export function outcomeOfNight({ run }: Pick<Night, "run">): Outcome {
  if ("why" in run) return { red: true, because: `no record of the run: ${run.why}`, failing: ["harness: no record"] };
  const { because, exitCode } = outcomeOfRun(run);
  const open = run.checks.filter(({ verdict }) => verdict !== "conformant" && verdict !== "skipped");
  const failing = [...open.map(({ id }) => id), ...run.failures.map(({ what }) => `harness: ${firstLine(what)}`)];
  return { red: exitCode !== 0, because, failing: failing.toSorted() };
}

/** An issue remembers it: a message may be of any length. */
function firstLine(text: string): string {
  return text.split("\n", 1)[0]!.slice(0, 200);
}
