import { readConfig } from "#helpers/system/config";
import { up } from "./commands/run.ts";
import { main } from "./main.ts";

/** `npm run up [-- --istio 1.30 …]`: brings the cluster and the mesh up, and runs nothing. */
await main(up, async () => {
  const [{ onCluster }, { targetOf }, { runSteps }] = await Promise.all([
    import("./on-cluster.ts"),
    import("#fixtures/targets/index"),
    import("./progress.ts"),
  ]);
  const config = readConfig();
  const { target, versions, kubeconfig } = await onCluster(config.cluster, (signal, lock) =>
    targetOf(config).prepare({ signal, lock, runSteps }),
  );
  console.log(`${target} is up: Kubernetes ${versions.kubernetes}, Istio ${versions.istio}, Envoy ${versions.envoy}`);
  console.log(`KUBECONFIG=${kubeconfig}`);
});
process.exit();
