import { readConfig, readRunMode } from "#helpers/system/config";
import { missingInRun, skipOf } from "#helpers/verdict/capabilities";
import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";
import { type PreparedTarget, readTarget } from "#helpers/probes/prepared";

/**
 * The record of a check that needs what the target lacks; undefined where it is to run.
 * @param target asked only where the check needs anything of it, or a page may be left out whole
 */
export async function skippedRecord(
  declaration: CheckDeclaration,
  target: () => Promise<Pick<PreparedTarget, "missing">> = readTarget,
): Promise<CheckRecord | undefined> {
  if (!declaration.needs && readConfig().target === "kind") return undefined;
  const skip = skipOf(declaration, missingInRun((await target()).missing, readRunMode()));
  return skip && { ...declaration, verdict: "skipped", ms: 0, evidence: "", skip };
}
