import { readConfig } from "#helpers/config";
import { interruptSignal, main } from "./main.ts";
import { prepareTarget } from "./prepare.ts";

/** `npm run up`: brings the cluster and the mesh up, and runs nothing. */
await main(async () => {
  const { target, versions, kubeconfig } = await prepareTarget({ config: readConfig(), signal: interruptSignal() });
  console.log(`${target} is up: Kubernetes ${versions.kubernetes}, Istio ${versions.istio}, Envoy ${versions.envoy}`);
  console.log(`KUBECONFIG=${kubeconfig}`);
});
