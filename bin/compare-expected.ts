import { expectedBetween, type ExpectedDifference } from "#helpers/version-profiles/expected";
import { HarnessError } from "#helpers/system/errors";
import type { RunRecord } from "#helpers/verdict/record";

/**
 * What the version profiles expect to differ between two runs. Of versions that they cannot read nothing is expected, and
 * all that differs is told as a difference; `warn` hears of it.
 */
export function expectedOf(old: RunRecord, fresh: RunRecord, warn: (line: string) => void): ExpectedDifference[] {
  if (!old.versions || !fresh.versions) return [];
  try {
    return expectedBetween(toolsIn(old.versions), toolsIn(fresh.versions));
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    warn(`the version profiles are not taken into account: ${error.what}`);
    return [];
  }
}

function toolsIn({ istio, kubernetes }: { istio: string; kubernetes: string }) {
  return { istio, kubernetes };
}
