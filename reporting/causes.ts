import type { CheckRecord, RunRecord } from "#helpers/verdict/record";

/** One cause, and every check that failed for it. */
export type SharedCause = NonNullable<RunRecord["causes"]>[number];

/**
 * The causes that were found, each once with the checks that failed for it, those of most checks first. Two failures have
 * one cause where the same rule names the same object: what each of them saw of it may differ.
 */
export function causesOf(checks: readonly CheckRecord[]): SharedCause[] {
  const causes = new Map<string, SharedCause>();
  for (const check of checks) {
    const key = causeKey(check);
    if (key === undefined) continue;
    const { cause, object } = check.diagnosis!;
    const known = causes.get(key);
    if (known) known.checks.push(check.id);
    else causes.set(key, { cause, ...(object && { object }), checks: [check.id] });
  }
  return [...causes.values()].sort((one, other) => other.checks.length - one.checks.length);
}

/** What two failures of one cause have in common; undefined where no cause is known. */
export function causeKey({ diagnosis }: Pick<CheckRecord, "diagnosis">): string | undefined {
  if (diagnosis?.rule === undefined) return undefined;
  return `${diagnosis.rule} ${diagnosis.object ?? diagnosis.cause}`;
}
