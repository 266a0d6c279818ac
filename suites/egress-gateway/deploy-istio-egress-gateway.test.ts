import { describe, expect } from "vitest";
import { kubectlGet } from "#fixtures";
import { noGatewayPod } from "./mutants.ts";
import { documented } from "./page.ts";

describe("Deploy Istio egress gateway", () => {
  documented(
    {
      id: "deploy-istio-egress-gateway/gateway-is-deployed",
      claim: "the egress gateway runs in istio-system, found by the label istio=egressgateway",
      blocks: [
        "deploy-istio-egress-gateway/is-it-deployed",
        "deploy-istio-egress-gateway/istio-operator",
        "deploy-istio-egress-gateway/install-flags",
      ],
      prints: "kubectl get pod -l istio=egressgateway -n istio-system: if no pods are returned, deploy the gateway",
      breaks: [{ ...noGatewayPod, says: /expected \[\] to deeply equal \[ 'istio-egressgateway 1\/1 Running' \]/ }],
    },
    async ({ kube }) => {
      const pods = await kubectlGet(kube, "/api/v1/namespaces/istio-system/pods?labelSelector=istio%3Degressgateway");
      expect(
        pods.map(({ NAME, READY, STATUS }) => `${NAME!.split("-").slice(0, 2).join("-")} ${READY} ${STATUS}`),
      ).toEqual(["istio-egressgateway 1/1 Running"]);
    },
  );
});
