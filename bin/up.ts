import { readConfig } from "#helpers/config";
import { main, onCluster } from "./main.ts";
import { prepareTarget } from "./prepare.ts";

/** `npm run up`: brings the cluster and the mesh up, and runs nothing. */
await main(async () => {
  const config = readConfig();
  const { target, versions, kubeconfig } = await onCluster(config.cluster, (signal, lock) =>
    prepareTarget({ config, signal, lock }),
  );
  console.log(`${target} is up: Kubernetes ${versions.kubernetes}, Istio ${versions.istio}, Envoy ${versions.envoy}`);
  console.log(`KUBECONFIG=${kubeconfig}`);
});
process.exit();
