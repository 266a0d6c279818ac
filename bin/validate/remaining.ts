import { duration } from "#reporting/layout";

/** A run that is still to be made, and what it took last time; undefined where it was never made. */
export interface Remaining {
  kind: string;
  ms: number | undefined;
}

/**
 * How long the rest takes, told from earlier runs: a run that was never made takes what others of its kind took. Undefined
 * where that is not known either.
 * @param known milliseconds of other runs of each kind
 * @param sideBySide how many are made at the same time
 */
export function remainingText(
  left: readonly Remaining[],
  known: Partial<Record<string, number[]>>,
  sideBySide: number,
): string | undefined {
  const times = left.map(({ kind, ms }) => ms ?? middleOf(known[kind] ?? []));
  if (times.some((ms) => ms === undefined)) return undefined;
  const all = (times as number[]).reduce((sum, ms) => sum + ms, 0) / Math.min(sideBySide, Math.max(1, left.length));
  return `about ${duration(all)}, by earlier runs`;
}

function middleOf(times: number[]): number | undefined {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
}
