import type { AppliedObject } from "#helpers/kube/applied";
import type { MutantOutcome } from "#helpers/verdict/record";

/**
 * Holds what a page puts on the cluster against the mutants that were killed: each object must be missed by some check
 * when it is not there, and each that has a mode or a port when it has another one.
 * @returns a line for each that nothing misses
 */
export function unmissed(
  page: string,
  applied: readonly AppliedObject[],
  outcomes: readonly MutantOutcome[],
): string[] {
  const killed = outcomes.filter((outcome) => outcome.killed && outcome.check.startsWith(`${page}/`));
  const missed = new Set(killed.map(({ without }) => without));
  const weakened = new Set(killed.map(({ weakens }) => weakens));
  return applied.flatMap(({ name, tunable }) => [
    ...(missed.has(name) ? [] : [`${page}: no check misses ${name} when it is not there`]),
    ...(!tunable || weakened.has(name) ? [] : [`${page}: no check notices a weaker ${name}`]),
  ]);
}

/** Names in mutants that the page never applied: a misspelt name would leave the real object unproven. */
export function unknownObjects(
  page: string,
  applied: readonly AppliedObject[],
  outcomes: readonly MutantOutcome[],
): string[] {
  const known = new Set(applied.map(({ name }) => name));
  const named = outcomes
    .filter(({ check }) => check.startsWith(`${page}/`))
    .flatMap(({ without, weakens }) => [without, weakens])
    .filter((name): name is string => name !== undefined && !known.has(name));
  return [...new Set(named)].map((name) => `${page}: a mutant names ${name}, which the page does not apply`);
}
