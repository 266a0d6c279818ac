import { describe } from "vitest";
import { gatewayKilled, oldScaledToZero } from "../mutants/index.ts";
import { nothingLostOnTheWayTo } from "../claims.ts";
import { documented } from "../page.ts";
import { expectProxies } from "../../upgrade/proxies.ts";
import { reach } from "../stages.ts";

describe("Uninstall canary control plane", () => {
  documented(
    {
      id: "uninstall-canary-control-plane/rolled-back",
      claim: "after the roll-back gateways and workloads have sidecars of the old version, and the old control plane",
      blocks: ["uninstall-canary-control-plane/uninstall"],
      prints: "istioctl uninstall --revision=canary",
      breaks: [{ ...oldScaledToZero, failsWith: /not seen/ }],
    },
    async (state) => {
      await reach(state, "rolled-back");
      await expectProxies(
        state,
        "default",
        "istiod",
        `fortio-….traffic of istiod-…, old
httpbin-….test-ns of istiod-…, old
istio-egressgateway-….istio-system of istiod-…, old
istio-ingressgateway-….istio-system of istiod-…, old
serving-….test-ns of istiod-…, old
strict-….test-ns of istiod-…, old
tls-….test-ns of istiod-…, old`,
      );
    },
  );

  documented(
    {
      id: "uninstall-canary-control-plane/nothing-lost",
      claim: "while the gateways, the workloads and the control plane go back to the old version, no request is lost",
      blocks: ["uninstall-canary-control-plane/uninstall"],
      prints: "istioctl uninstall --revision=canary",
      breaks: [{ ...gatewayKilled("rolled-back"), failsWith: /requests were lost: .*ingress-gateway/ }],
    },
    (state) => nothingLostOnTheWayTo(state, "rolled-back"),
  );
});
