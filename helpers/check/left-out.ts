import type { CatalogueSkip } from "#helpers/catalogue/index";
import { readRunMode } from "#helpers/system/config";
import { skipOf } from "#helpers/catalogue/skips";
import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";
import { readTarget, type Target } from "#helpers/probes/prepared";

/**
 * The record of a check that its page's catalogue leaves out of this run; undefined where it is to run.
 * @param skips what the page's catalogue declares
 * @param target asked only where the check has a skip
 */
export async function leftOut(
  declaration: CheckDeclaration,
  skips: readonly CatalogueSkip[],
  target: () => Promise<Pick<Target, "internet">> = readTarget,
): Promise<CheckRecord | undefined> {
  if (!skips.some(({ check }) => check === declaration.id)) return undefined;
  const { uninstall } = readRunMode();
  const skip = skipOf(declaration.id, skips, { ...(await target()), uninstall });
  return skip && { ...declaration, verdict: "skipped", ms: 0, evidence: "", skip };
}
