import { readConfig } from "#helpers/config";
import { main, onCluster } from "./main.ts";
import { prepareTarget } from "./prepare.ts";
import { noMore, takeVersionOptions } from "./version-options.ts";

/** `npm run up [-- --istio 1.30 …]`: brings the cluster and the mesh up, and runs nothing. */
await main(async () => {
  noMore("npm run up", takeVersionOptions(process.argv.slice(2)));
  const config = readConfig();
  const { target, versions, kubeconfig } = await onCluster(config.cluster, (signal, lock) =>
    prepareTarget({ config, signal, lock }),
  );
  console.log(`${target} is up: Kubernetes ${versions.kubernetes}, Istio ${versions.istio}, Envoy ${versions.envoy}`);
  console.log(`KUBECONFIG=${kubeconfig}`);
});
process.exit();
