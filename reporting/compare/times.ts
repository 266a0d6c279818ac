import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { spread } from "../agreement.ts";
import type { TimeDifference } from "./comparison.ts";
import { heldInBoth } from "./answer-difference.ts";

/** Of single runs: how many times longer or shorter, and by how many milliseconds, before it is more than noise. */
const single = {
  converged: { times: 3, ms: 5_000 },
  /** A check sends its requests on a machine that does other things as well. */
  duration: { times: 4, ms: 10_000 },
};
/** Of runs with repeats, whose own spread is known: how far the two spreads must lie apart. */
const repeated = { times: 1.5, ms: 250, least: 3 };
/** Durations below this many milliseconds say nothing about a machine's pace. */
const tooShort = 50;

/**
 * Checks that hold in both runs, and whose time to converge or duration left the noise: as much longer or shorter than all
 * the others became. A machine that is busier, or faster, makes all of them so.
 */
export function timeDifference(old: RunRecord, fresh: RunRecord): TimeDifference[] {
  const pairs = heldInBoth(old, fresh);
  const pace = paceOf(pairs);
  return pairs.flatMap(([one, other]) => {
    const { id, title } = other;
    const difference = (what: TimeDifference["what"], was = 0, now = 0) => ({ id, title, what, was, now });
    // A check that converged later lasts longer: that is told once.
    if (convergedApart(one, other, pace)) return [difference("time to converge", middleOf(one), middleOf(other))];
    return apart(one.ms * pace, other.ms, single.duration) ? [difference("duration", one.ms, other.ms)] : [];
  });
}

/** By how much the checks of the new run take longer than those of the old one, the middle of all. */
function paceOf(pairs: [CheckRecord, CheckRecord][]): number {
  const ratios = pairs.filter(([one, other]) => one.ms >= tooShort && other.ms >= tooShort).map(ratio);
  return spread(ratios)?.middle ?? 1;
}

function ratio([one, other]: [CheckRecord, CheckRecord]): number {
  return other.ms / one.ms;
}

function convergedApart(one: CheckRecord, other: CheckRecord, pace: number): boolean {
  const [before, after] = [one, other].map(({ repeats }) => repeats?.converged ?? []) as [number[], number[]];
  if (before.length >= repeated.least && after.length >= repeated.least) {
    const [was, now] = [spread(before)!, spread(after)!];
    return (
      apart(was.most * pace, now.least, repeated, "longer") || apart(was.least * pace, now.most, repeated, "shorter")
    );
  }
  if (one.converged === undefined || other.converged === undefined) return false;
  return apart(one.converged * pace, other.converged, single.converged);
}

function apart(was: number, now: number, by: { times: number; ms: number }, way?: "longer" | "shorter"): boolean {
  const longer = now - was >= by.ms && now >= was * by.times;
  const shorter = was - now >= by.ms && was >= now * by.times;
  return (longer && way !== "shorter") || (shorter && way !== "longer");
}

function middleOf({ repeats, converged }: CheckRecord): number | undefined {
  return spread(repeats?.converged ?? [])?.middle ?? converged;
}
