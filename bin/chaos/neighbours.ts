import { rm } from "node:fs/promises";
import { reach } from "./moments.ts";
import { RunUnderWay } from "./run-under-way.ts";
import type { Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/** What other runs do at the same time. */

/** Starts another run with reports of its own, which go with the scenario. */
function another(target: ChaosTarget, env: Record<string, string> = {}): RunUnderWay {
  const reports = `${target.reports}-second`;
  target.afterwards("the second run's reports", () => rm(reports, { recursive: true, force: true }));
  return new RunUnderWay(target.args, { MESHPROOF_CLUSTER: target.cluster, MESHPROOF_REPORTS: reports, ...env });
}

export const neighbours: Scenario[] = [
  {
    id: "two-runs-one-target",
    does: "a second run on the same cluster, at the same moment",
    wants: { exit: [0] },
    act: async (run, target) => {
      await reach(run, "preparing the target");
      const second = another(target);
      const code = await second.ended;
      if (code !== 2 || !/in use/.test(second.output))
        throw new Error(`the second run ended with ${code}: ${second.output.slice(-500)}`);
    },
  },
  {
    id: "two-runs-two-targets",
    does: "a second run on a cluster of its own, which it makes, at the same moment",
    wants: { exit: [0] },
    act: async (run, target) => {
      await reach(run, "preparing the target");
      const cluster = `${target.cluster}-second`;
      target.afterwards("the second run's cluster", () => target.removeCluster(cluster));
      const second = another(target, { MESHPROOF_CLUSTER: cluster });
      const code = await second.ended;
      if (code !== 0) throw new Error(`the second run ended with ${code}: ${second.output.slice(-500)}`);
    },
  },
];
