import { describe } from "vitest";
import { expectRows } from "#fixtures";
import { noGatewayPod } from "../mutants/gateway.ts";
import { documented } from "../page.ts";

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
      breaks: [
        {
          ...noGatewayPod,
          failsWith: /^seen “No resources found in istio-system namespace\.”, not seen “istio-egress/,
        },
      ],
    },
    async ({ terminal }) => {
      const { text } = await terminal.run("kubectl get pod -l istio=egressgateway -n istio-system");
      expectRows(
        text,
        `
          NAME                                   READY   STATUS
          istio-egressgateway-7bbf5f6ff9-wpfn5   1/1     Running
        `,
      );
    },
  );
});
