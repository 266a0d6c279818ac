import type { CheckRecord, Verdict } from "#helpers/verdict/record";
import { tally } from "./exit-code.ts";

/** A check's outcome in one repeat of the run; repeats count from 1. */
interface InRepeat {
  repeat: number;
  check: CheckRecord;
}

/** Whose words a check has that did not end the same every time: the first of the worst. */
const worstFirst: Verdict[] = ["nonconformant", "inconclusive", "skipped", "flaky", "conformant"];

/**
 * One outcome per check from all repeats of a run: the verdict in which they agree, or flaky where one of them
 * disagrees. In the order of the first repeat.
 */
export function agreement(repeats: readonly CheckRecord[][]): CheckRecord[] {
  const byId = new Map<string, InRepeat[]>();
  repeats.forEach((checks, index) => {
    for (const check of checks) byId.set(check.id, [...(byId.get(check.id) ?? []), { repeat: index + 1, check }]);
  });
  return [...byId.values()].map(agreed);
}

function agreed(found: InRepeat[]): CheckRecord {
  const verdicts = found.map(({ check }) => check.verdict);
  const converged = found.flatMap(({ check }) =>
    check.verdict === "conformant" && check.converged !== undefined ? [check.converged] : [],
  );
  const worst = worstFirst.flatMap((verdict) => found.filter(({ check }) => check.verdict === verdict))[0]!;
  const record = { ...worst.check, repeats: { verdicts, converged } };
  if (new Set(verdicts).size === 1) return record;
  const { verdict, reason = "no reason was given" } = worst.check;
  return {
    ...record,
    verdict: "flaky",
    reason: `${shares(verdicts)}; repeat ${worst.repeat} is ${verdict}: ${reason}`,
  };
}

/** "19 of 20 repeats conformant, 1 inconclusive" */
function shares(verdicts: Verdict[]): string {
  const counts = Object.entries(tally(verdicts.map((verdict) => ({ verdict })))).filter(([, count]) => count > 0);
  const [[first, most] = ["", 0], ...others] = counts.toSorted(([, one], [, other]) => other - one);
  const rest = others.map(([verdict, count]) => `, ${count} ${verdict}`).join("");
  return `${most} of ${verdicts.length} repeats ${first}${rest}`;
}

/** Least, middle and most of some times in milliseconds; undefined where there is none. */
export function spread(times: readonly number[]): { least: number; middle: number; most: number } | undefined {
  if (times.length === 0) return undefined;
  const sorted = times.toSorted((one, other) => one - other);
  return { least: sorted[0]!, middle: sorted[Math.floor((sorted.length - 1) / 2)]!, most: sorted.at(-1)! };
}
