import type { CheckRecord, RunRecord, Verdict } from "#helpers/verdict/record";

/** How many checks ended in each verdict. */
export type Tally = Record<Verdict, number>;

export function tally(checks: readonly Pick<CheckRecord, "verdict">[]): Tally {
  const counts: Tally = { conformant: 0, nonconformant: 0, inconclusive: 0, flaky: 0, skipped: 0 };
  for (const { verdict } of checks) counts[verdict] += 1;
  return counts;
}

export interface Outcome {
  exitCode: 0 | 1 | 2;
  /** Why, in one sentence. */
  because: string;
}

/** A claim that did not hold in one repeat did not hold. */
function heldNotAlways({ repeats }: Pick<CheckRecord, "repeats">): boolean {
  return repeats?.verdicts.includes("nonconformant") ?? false;
}

/**
 * Maps a run to the exit code: 0 every check that ran is conformant; 1 a documented claim did not hold, which stands
 * whatever else could not be told; 2 the harness failed or could not tell, or nothing was run at all. A failure outside
 * the checks is always 2: what the rest of the report says may then be incomplete.
 */
export function outcomeOfRun({ checks, failures }: Pick<RunRecord, "checks" | "failures">): Outcome {
  const { conformant, nonconformant, inconclusive, flaky } = tally(checks);
  const undecided = inconclusive > 0 ? `${count(inconclusive, "check")} could not be decided` : "";
  const refuted = nonconformant > 0 ? `${count(nonconformant, "documented claim")} did not hold` : "";
  const disagreed = flaky > 0 ? `the repeats of ${count(flaky, "check")} disagree` : "";
  const both = [refuted, undecided, disagreed].filter(Boolean).join(", and ");
  if (failures.length > 0) {
    return {
      exitCode: 2,
      because: [count(failures.length, "failure") + " of the harness", both].filter(Boolean).join("; "),
    };
  }
  if (nonconformant > 0 || checks.some(heldNotAlways)) return { exitCode: 1, because: both };
  if (inconclusive > 0 || flaky > 0) return { exitCode: 2, because: both };
  if (conformant === 0) return { exitCode: 2, because: "no check was run" };
  return { exitCode: 0, because: "every documented claim that was checked held" };
}

/** "1 check", "2 checks". */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
