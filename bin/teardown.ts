import { removeCluster } from "#fixtures/cluster/index";
import { ensureEngine, stopEngine } from "#fixtures/engine/index";
import type { Config } from "#helpers/config";
import type { Say } from "#helpers/progress";
import { runSteps } from "./progress.ts";

/** Removes the cluster; with `all`, stops the Docker engine too where we started it. Built images and tools stay. */
export async function teardown({ config, all }: { config: Config; all: boolean }): Promise<void> {
  const cluster = {
    name: `remove the cluster ${config.cluster}`,
    run: async (say: Say) => {
      const engine = await ensureEngine({ provision: config.provision, say });
      say((await removeCluster({ name: config.cluster, engine })) ? "removed" : "there was none");
    },
  };
  const engine = { name: "stop the Docker engine", run: async (say: Say) => say(await stopEngine({ say })) };
  await runSteps(all ? [cluster, engine] : [cluster]);
}
