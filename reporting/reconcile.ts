import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";
import type { Skip } from "#helpers/verdict/capabilities";
import type { Failure } from "./failure.ts";
import { undecided } from "./outcome.ts";

/** A check as it was found before the run. */
export interface DeclaredCheck {
  declaration: CheckDeclaration;
  /** Do the run's filters select it? */
  selected: boolean;
}

export interface Reconciled {
  checks: CheckRecord[];
  /** Ids of what the filters left out. */
  deselected: string[];
  failures: Failure[];
}

/**
 * Holds what came out of the run against what was declared, so that no check is lost: one that was selected and left
 * no verdict is inconclusive, with the reason; so is one that was skipped though the target has what it needs; two
 * verdicts for one check are a failure. In declaration order.
 * @param skippedBySuite ids of checks which their suite skipped
 * @param because why a check may not have run at all: "the target could not be prepared"
 * @param skips the checks whose needs the target does not meet, by their ids
 */
export function reconcile(
  declared: DeclaredCheck[],
  decided: CheckRecord[],
  skippedBySuite: ReadonlySet<string>,
  because: (declaration: CheckDeclaration) => string,
  skips: ReadonlyMap<string, Skip> = new Map(),
): Reconciled {
  const records = groupById(decided.map((record) => withReasonedSkip(record, skips)));
  const known = new Set(declared.map(({ declaration }) => declaration.id));
  const checks = declared.flatMap(({ declaration, selected }) => {
    const found = records.get(declaration.id);
    if (found) return found.slice(0, 1);
    return selected ? [didNotRun(declaration, skippedBySuite, because)] : [];
  });
  const deselected = declared.filter(({ declaration: { id }, selected }) => !selected && !records.has(id));
  return {
    checks: [...checks, ...[...records.values()].flat().filter(({ id }) => !known.has(id))],
    deselected: deselected.map(({ declaration }) => declaration.id),
    failures: [...records].filter(([, found]) => found.length > 1).map(([id, found]) => decidedTwice(id, found)),
  };
}

/** A skip that a suite made up says nothing of the mesh. */
function withReasonedSkip(record: CheckRecord, skips: ReadonlyMap<string, Skip>): CheckRecord {
  if (record.verdict !== "skipped") return record;
  const skip = skips.get(record.id);
  if (skip) return { ...record, skip };
  return undecided(record, record.ms, {
    reason: "skipped, but the target has all that it says it needs",
    hint: "say what it `needs`, of helpers/verdict/capabilities.ts, or let it run",
    evidence: record.evidence,
  });
}

function didNotRun(
  declaration: CheckDeclaration,
  skippedBySuite: ReadonlySet<string>,
  because: (declaration: CheckDeclaration) => string,
): CheckRecord {
  if (!skippedBySuite.has(declaration.id)) {
    const reason = `did not run: ${because(declaration)}`;
    return undecided(declaration, 0, { reason, hint: "see the failures of this run; then run it again" });
  }
  return undecided(declaration, 0, {
    reason: "did not run: left out by `.skip` or `.only` in its suite",
    hint: "remove that; only a reasoned skip may leave a check out, and `npm test -- -t` selects one",
  });
}

function decidedTwice(id: string, found: CheckRecord[]): Failure {
  return {
    what: `${id} came to ${found.length} verdicts`,
    why: found.map(({ verdict }) => verdict).join(", "),
    hint: "give each check an id of its own",
  };
}

function groupById(decided: CheckRecord[]): Map<string, CheckRecord[]> {
  const groups = new Map<string, CheckRecord[]>();
  for (const record of decided) groups.set(record.id, [...(groups.get(record.id) ?? []), record]);
  return groups;
}
