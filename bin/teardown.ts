import { removeCluster } from "#fixtures/cluster/index";
import { ensureEngine, stopEngine } from "#fixtures/engine/index";
import { imageSource } from "#fixtures/images/index";
import type { Config } from "#helpers/config";
import { runSteps } from "./progress.ts";

/** Removes the cluster; with `all`, stops the Docker engine too where we started it. Built images and tools stay. */
export async function teardown({ config, all }: { config: Config; all: boolean }): Promise<void> {
  const steps = [
    {
      name: `remove the cluster ${config.cluster}`,
      run: async (say: (line: string) => void) => {
        const engine = await ensureEngine({ provision: config.provision, say });
        const { tools } = await imageSource(config.images).prepare({ engine, say });
        const removed = await removeCluster({ kind: tools.kind, name: config.cluster, engine });
        say(removed ? "removed" : "there was none");
      },
    },
    { name: "stop the Docker engine", run: async (say: (line: string) => void) => say(await stopEngine({ say })) },
  ];
  await runSteps(all ? steps : steps.slice(0, 1));
}
