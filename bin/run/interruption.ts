import { readConfig, type Config } from "#helpers/system/config";
import { versionOptions } from "#helpers/system/versions";

export type Phase = "selecting" | "preparing" | "checking" | "cleaned up" | "checked";

/** What an interrupted run leaves behind, and why the next one can go on from there. */
export function stateAfterInterruption(phase: Phase, { cluster, keep }: Pick<Config, "cluster" | "keep">): string {
  // With the same versions: without them another cluster would be removed.
  const options = versionOptions(readConfig().versions);
  const down = `\`npm run down${options && ` -- ${options}`}\` removes it`;
  const removal = keep ? down : `MESHPROOF_KEEP=0 was not honoured: ${down}`;
  switch (phase) {
    case "selecting":
      return "nothing had been started";
    case "preparing":
      return [
        "what was built and downloaded so far is kept, the next run goes on with the rest",
        `the cluster ${cluster} may exist in part: the next run completes or replaces it; ${removal}`,
      ].join("\n");
    case "checking":
      return [
        `the cluster ${cluster} is up and will be reused; ${removal}`,
        "what the pages that were running made is still there: the next run removes it first",
      ].join("\n");
    case "cleaned up":
      return `the pages that were running have removed what they made; the cluster ${cluster} is up and will be reused; ${removal}`;
    case "checked":
      return `every page was through; the cluster ${cluster} is up and will be reused; ${removal}`;
  }
}
