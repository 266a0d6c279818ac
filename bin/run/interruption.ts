import { readConfig, type Config } from "#helpers/system/config";
import { versionOptions } from "#helpers/system/versions";

export type Phase = "selecting" | "preparing" | "checking" | "cleaned up" | "checked";

/** What an interrupted run leaves behind, and why the next one can go on from there. */
export function stateAfterInterruption(phase: Phase, config: Pick<Config, "cluster" | "keep" | "context">): string {
  const { cluster, keep, context } = config;
  if (context !== undefined) return leftOnOthers(phase, context);
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

/** The same on somebody's cluster, which is neither made nor removed. */
function leftOnOthers(phase: Phase, context: string): string {
  const sweep = `\`npm run sweep -- --context ${context}\``;
  switch (phase) {
    case "selecting":
    case "preparing":
      return "nothing had been made there but the run's Lease, which it gives back";
    case "checking":
      return `what the pages that were running made is still there: the next run removes it first, and ${sweep} does`;
    case "cleaned up":
    case "checked":
      return `the pages have removed what they made; ${sweep} shows whether anything is left`;
  }
}
