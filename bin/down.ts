import { readConfig } from "#helpers/config";
import { HarnessError } from "#helpers/errors";
import { main, onCluster } from "./main.ts";
import { teardown } from "./teardown.ts";

/** `npm run down [-- --all]`: removes the cluster; with --all, stops the Docker engine that we started. */
await main(async () => {
  const unknown = process.argv.slice(2).filter((argument) => argument !== "--all");
  if (unknown.length > 0)
    throw new HarnessError(`\`npm run down\` does not know ${unknown.join(" ")}`, {
      hint: "it takes --all, or nothing",
    });
  const config = readConfig();
  await onCluster(config.cluster, (_, lock) => teardown({ config, all: process.argv.includes("--all"), lock }));
});
process.exit();
