import { readConfig } from "#helpers/config";
import { main, onCluster } from "./main.ts";
import { teardown } from "./teardown.ts";
import { noMore, takeVersionOptions } from "./version-options.ts";

/**
 * `npm run down [-- --all] [--istio 1.30 …]`: removes the cluster with these versions; with --all, stops the Docker engine
 * that we started.
 */
await main(async () => {
  const rest = takeVersionOptions(process.argv.slice(2));
  noMore("npm run down", rest, ["--all"]);
  const config = readConfig();
  await onCluster(config.cluster, (_, lock) => teardown({ config, all: rest.includes("--all"), lock }));
});
process.exit();
