import { removeCluster } from "#fixtures/targets/kind/index";
import { findEngine, stopEngine } from "#fixtures/engine/index";
import { takeOverOldState } from "#fixtures/targets/old-state";
import { sweepSecrets } from "#helpers/check/scratch";
import type { TargetLock } from "#fixtures/targets/target-lock";
import type { Config } from "#helpers/system/config";
import { announce, type Say } from "#helpers/system/progress";
import { runSteps } from "./progress.ts";

export interface TeardownOptions {
  config: Config;
  /** Stop the Docker engine too, where we started it and nothing runs in it any more? */
  all: boolean;
  /** The target's; taken on the engine, too, where it isn't yet. */
  lock: TargetLock;
}

/**
 * Removes the cluster; with `all`, stops the Docker engine too. Built images and tools stay. Nothing is installed or
 * started for it: where no engine runs, no cluster does.
 */
export async function teardown({ config, all, lock }: TeardownOptions): Promise<void> {
  const cluster = {
    name: `remove the cluster ${config.cluster}`,
    run: async (say: Say) => {
      await takeOverOldState(config.cluster);
      await sweepSecrets();
      const engine = await findEngine({ say });
      if (!engine) return announce(say, ["no Docker engine runs here, and so no cluster: there is nothing to remove"]);
      await lock.onEngine(engine, { needs: [], say });
      const removed = await removeCluster({ name: config.cluster, engine });
      announce(say, [removed ? "removed" : "there was none"]);
      // The engine may be stopped next; a lock in it must not keep it.
      await lock.offEngine();
    },
  };
  const engine = {
    name: "stop the Docker engine",
    run: async (say: Say) => announce(say, [await stopEngine({ say })]),
  };
  await runSteps(all ? [cluster, engine] : [cluster]);
}
