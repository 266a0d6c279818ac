import { readConfig } from "#helpers/system/config";
import { down } from "./commands/run.ts";
import { main } from "./main.ts";

/**
 * `npm run down [-- --all] [--istio 1.30 …]`: removes the cluster with these versions; with --all, stops the Docker engine
 * that we started.
 */
await main(down, async ({ values: { all } }) => {
  const [{ onCluster }, { targetOf }, { runSteps }] = await Promise.all([
    import("./on-cluster.ts"),
    import("#fixtures/targets/index"),
    import("./progress.ts"),
  ]);
  const config = readConfig();
  await onCluster(config.cluster, (_, lock) => targetOf(config).teardown({ lock, all, runSteps }));
});
process.exit();
