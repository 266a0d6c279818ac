import { readConfig } from "#helpers/system/config";
import { up } from "./commands/run.ts";
import { main } from "./main.ts";

/** `npm run up [-- --istio 1.30 …]`: brings the cluster and the mesh up, and runs nothing. */
await main(up, async () => {
  const [{ onCluster }, { prepareTarget }] = await Promise.all([import("./on-cluster.ts"), import("./prepare.ts")]);
  const config = readConfig();
  const { target, versions, kubeconfig } = await onCluster(config.cluster, (signal, lock) =>
    prepareTarget({ config, signal, lock }),
  );
  console.log(`${target} is up: Kubernetes ${versions.kubernetes}, Istio ${versions.istio}, Envoy ${versions.envoy}`);
  console.log(`KUBECONFIG=${kubeconfig}`);
});
process.exit();
