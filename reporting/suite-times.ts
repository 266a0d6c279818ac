import type { CheckRecord, RunRecord } from "#helpers/verdict/record";

/**
 * Milliseconds of each suite, its share of what its page took beside the checks included: the set-up is made for the
 * first check that needs it, and so it counts to the first suite.
 * @param nameOf a check's suite
 */
export function suiteTimes(run: RunRecord, nameOf: (check: CheckRecord) => string): Map<string, number> {
  const times = new Map<string, number>();
  const add = (name: string, ms: number) => times.set(name, (times.get(name) ?? 0) + ms);
  for (const check of run.checks) add(nameOf(check), check.ms);
  for (const page of new Set(run.checks.map((check) => check.page))) {
    const checks = run.checks.filter((check) => check.page === page);
    add(nameOf(checks[0]!), besideChecks(page, checks, run));
  }
  return times;
}

/** A page's time less that of its checks; 0 where a run with --repeat has no time of the page. */
function besideChecks(page: string, checks: CheckRecord[], { steps }: RunRecord): number {
  const step = steps.find(({ name }) => name === page);
  const inChecks = checks.reduce((sum, { ms }) => sum + ms, 0);
  return step ? Math.max(0, step.ms - inChecks) : 0;
}
