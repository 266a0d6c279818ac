import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { type Change, type State, type VerdictChange, verdictChanges } from "./comparison.ts";

/** What became of the checks from one run to the other. */
export interface VerdictDifference {
  changes: Record<VerdictChange, Change[]>;
  open: Change[];
  notSelected: string[];
}

/**
 * Sorts the checks of two runs by what became of them, in the new run's order. What did not hold is newly nonconformant
 * wherever the old run did not say so already, also where the old run did not have the check.
 */
export function verdictDifference(old: RunRecord, fresh: RunRecord): VerdictDifference {
  const [before, after] = [byId(old), byId(fresh)];
  const difference: VerdictDifference = { changes: none(), open: [], notSelected: [] };
  for (const id of new Set([...after.keys(), ...before.keys()])) {
    const [one, other] = [before.get(id), after.get(id)];
    const change = { ...changeOf(id, one, other), was: stateOf(old, id, one), now: stateOf(fresh, id, other) };
    const kind = kindOf(change, one, other);
    if (kind === "not selected") difference.notSelected.push(id);
    else if (kind === "open") difference.open.push(change);
    else if (kind) difference.changes[kind].push(change);
  }
  return difference;
}

/** A run's checks by their ids. */
export function byId({ checks }: Pick<RunRecord, "checks">): Map<string, CheckRecord> {
  return new Map(checks.map((check) => [check.id, check]));
}

function kindOf(
  { was, now }: Change,
  old: CheckRecord | undefined,
  fresh: CheckRecord | undefined,
): VerdictChange | "open" | "not selected" | undefined {
  if (didNotHold(fresh) && !didNotHold(old)) return "nonconformant";
  if (was === "not selected" || now === "not selected") return "not selected";
  if (was === "absent") return "added";
  if (now === "absent") return "removed";
  if (was === now) return now === "conformant" || now === "skipped" ? undefined : "open";
  if (was === "skipped" && now === "conformant") return "unskipped";
  if (now === "conformant") return "fixed";
  return now;
}

/** A claim that did not hold in one repeat did not hold. */
function didNotHold(check: CheckRecord | undefined): boolean {
  return check?.verdict === "nonconformant" || (check?.repeats?.verdicts.includes("nonconformant") ?? false);
}

function stateOf({ deselected = [] }: RunRecord, id: string, check: CheckRecord | undefined): State {
  return check?.verdict ?? (deselected.includes(id) ? "not selected" : "absent");
}

function changeOf(id: string, old: CheckRecord | undefined, fresh: CheckRecord | undefined) {
  const { title = id, reason, skip } = fresh ?? old ?? {};
  const why = skip ? `${skip.reason} (${skip.reference})` : reason;
  return { id, title, ...(why !== undefined && { reason: why }) };
}

function none(): Record<VerdictChange, Change[]> {
  return Object.fromEntries(verdictChanges.map((kind) => [kind, []])) as unknown as Record<VerdictChange, Change[]>;
}
