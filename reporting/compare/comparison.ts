import type { Verdict } from "#helpers/verdict/record";

/** What became of a check from one run to the other. Each check that changed is in exactly one. */
export const verdictChanges = [
  "nonconformant",
  "inconclusive",
  "flaky",
  "skipped",
  "removed",
  "added",
  "fixed",
  "unskipped",
] as const;
export type VerdictChange = (typeof verdictChanges)[number];

/** Kinds of differences: what `--fail-on` takes. */
export const differenceKinds = [...verdictChanges, "answers", "time", "versions"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** A check's verdict in a run that has it; else whether a filter left it out, or the run does not know it. */
export type State = Verdict | "not selected" | "absent";

export interface Change {
  id: string;
  title: string;
  was: State;
  now: State;
  /** Of the new run; of the old one where the check is no longer there. */
  reason?: string;
}

/** A difference that a version profile expects: its heading in docs/version-profiles.md. */
export interface Known {
  profile: string;
  reason: string;
  reference: string;
}

/** What must be said by the one version and by the other for a difference to be the one that a profile expects. */
export interface Expected extends Known {
  kind: string;
  was: RegExp;
  now: RegExp;
}

/** Something that the mesh says differently, in checks that hold in both runs. */
export interface AnswerDifference {
  /** See `AnswerKind`. */
  kind: string;
  /** Values that only the old run has, and those that only the new one has. */
  was: string[];
  now: string[];
  where: { check: string; name: string }[];
  known?: Known;
}

export interface TimeDifference {
  id: string;
  title: string;
  what: "time to converge" | "duration";
  /** Milliseconds. */
  was: number;
  now: number;
}

export interface FactDifference {
  what: string;
  was: string;
  now: string;
}

/** What is to be known of a run beside its checks. */
export interface RunFacts {
  /** Where it was read, as the person typed it. */
  source: string;
  startedAt: string;
  /** Milliseconds. */
  took: number;
  target: string;
  dataPlane: string;
  exitCode: number;
  /** What failed outside any check: the report may be incomplete then. */
  failures: string[];
}

/** A kind and name of which only one run's record of a check speaks: the suite asked something else. */
export interface Asked {
  check: string;
  kind: string;
  name: string;
}

/** Two runs' difference: what comparison.json holds, beside the exit code. */
export interface Comparison {
  schema: "meshproof-comparison/v1";
  old: RunFacts;
  new: RunFacts;
  /** Versions, image digests, data plane and target, where they differ; and those that are the same. */
  versions: FactDifference[];
  same: { what: string; is: string }[];
  verdicts: Record<VerdictChange, Change[]>;
  /** Not conformant in either run, and in the same way. */
  open: Change[];
  /** Left out by a filter in one of the runs, and so not compared. */
  notSelected: string[];
  answers: AnswerDifference[];
  askedOnlyBy: { old: Asked[]; new: Asked[] };
  times: TimeDifference[];
  /** How many checks are in both runs, hold in both, and have a record in both of what the mesh said. */
  counts: { common: number; held: number; recorded: number };
}
