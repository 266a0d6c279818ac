import type { Capability, Skip } from "./capabilities.ts";

/**
 * conformant: the claim held. nonconformant: it did not. inconclusive: we could not tell. flaky: repeats of the run
 * disagree. skipped: the target lacks what it needs.
 */
export type Verdict = "conformant" | "nonconformant" | "inconclusive" | "flaky" | "skipped";

/** What the repeats of a run said of one check. */
export interface Repeats {
  /** The verdict of each repeat, in their order. */
  verdicts: Verdict[];
  /** Milliseconds that the claims took to converge, of each repeat that ended conformant; see `CheckRecord.converged`. */
  converged: number[];
}

/** A control that failed: what the allowed client did, should have got, and got. */
export interface ControlFailure {
  what: string;
  expected: string;
  observed: string;
}

/**
 * What the mesh said to a check, for the comparison of two runs: normalised by the rules of `helpers/verdict/answer-rules.ts`, each
 * value once and in the order of the alphabet.
 */
export interface RecordedAnswer {
  /** "http-header", "access-log", …: see `AnswerKind`. A newer meshproof may know more of them. */
  kind: string;
  /** By whom, or to which question: a command, a proxy, a host. */
  name: string;
  values: string[];
}

/** The answers of a claim that did not hold: some as documented, some not, after the mesh had time to converge. */
export interface Unstable {
  /** Each answer in its order, ✓ as documented or ✗. */
  sequence: string;
  right: number;
  wrong: number;
  /** The different answers, how often each came, and whether it is the documented one. */
  kinds: { what: string; count: number; right: boolean }[];
}

/** One way to break the mesh under a check, and what the check must then say. */
export interface MutantRecord {
  name: string;
  failsWith: string;
}

/** What a check declares about itself; data only, so that `list`, `explain` and the catalogue can read it. */
export interface CheckDeclaration {
  /** `<page>/<section>/<slug>`: stable, unique. */
  id: string;
  page: string;
  section: string;
  title: string;
  /** Ids of the catalogue blocks that this check reproduces. */
  blocks: string[];
  /** What the page prints, as facts. */
  prints: string;
  mutants: MutantRecord[];
  /** What it needs of the target: the capabilities of capabilities.ts. Absent where it needs none. */
  needs?: Capability[];
  /** Ids of errata of the document that bear on this check. */
  errata: string[];
  /** Where it is declared, "suites/mtls-migration/sections/clean-up.ts:12". */
  at?: string;
  /** Its section's file, "suites/mtls-migration/sections/clean-up.ts"; absent where another edition's page calls it. */
  file?: string;
}

/** A check's outcome, as it goes into every report. */
export interface CheckRecord extends CheckDeclaration {
  verdict: Verdict;
  /** Wall time of the check's own function, milliseconds. */
  ms: number;
  /** From its first request to its verdict, the diagnosis of a failure included; ISO 8601. Absent where it did not run. */
  startedAt?: string;
  finishedAt?: string;
  /** What its page's set-up took, where it was made for this check, the first of its page. */
  setUp?: { startedAt: string; ms: number };
  /** First line: why the verdict is what it is (absent when conformant). */
  reason?: string;
  /** What the mesh answered, beside `prints` (nonconformant). */
  observed?: string;
  /** What to do (inconclusive). */
  hint?: string;
  /** Where some answers were as documented and some were not. */
  unstable?: Unstable;
  /** Where the check is inconclusive because its control failed. */
  control?: ControlFailure;
  /**
   * What was found out about a failure: its likely cause, the rule that it is by and the object that it names, and where
   * all that was collected is told, relative to the reports folder. Without a rule no cause is known. `ms`: milliseconds
   * that it took.
   */
  diagnosis?: { cause: string; rule?: string; object?: string; file?: string; ms?: number };
  /** Milliseconds until what the check waited for had come about for good, added up over its claims; absent where it waited for nothing. */
  converged?: number;
  /**
   * How many fresh requests in a row had the documented answer, of the least asked of its claims about traffic: see
   * `heldText` for the share of leaks that this excludes. Absent where it has no such claim, and where one did not hold.
   */
  held?: number;
  /** How many requests its claims about traffic were decided by, added up; those of a claim that did not hold included. */
  asked?: number;
  skip?: Skip;
  /** What the mesh said in the answers that the check accepted (conformant). */
  answers?: RecordedAnswer[];
  /** Only of a run with --repeat. */
  repeats?: Repeats;
  /** Folder with the check's evidence, relative to the reports folder. */
  evidence: string;
  /** Only for a bug of ours: an error that is neither a claim's nor a HarnessError. */
  stack?: string;
}

/** Type of the annotation by which a check tells that it waits for a person. */
export const pausedAnnotation = "meshproof:paused";

/** A failed check that waits for a person (`--pause-on-fail`). */
export interface Paused {
  record: CheckRecord;
  /** Absolute path of the file whose removal lets it go on. */
  file: string;
}

/** What became of one mutant of one check. */
export interface MutantOutcome {
  check: string;
  mutant: string;
  /** The page's object that it took away, or made weaker. */
  without?: string;
  weakens?: string;
  /** What the failure must say (source of a regular expression). */
  failsWith: string;
  /** The check's verdict on the broken mesh. */
  verdict: Verdict;
  message: string;
  /** The check's verdict after the mesh was restored. */
  restored: Verdict;
  /** From breaking the mesh to seeing it restored, milliseconds. */
  ms: number;
  killed: boolean;
}
