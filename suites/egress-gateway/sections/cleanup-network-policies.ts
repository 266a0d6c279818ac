import { describe } from "vitest";
import { cleansUp, gatewayCleanUps, nothingLeft, sampleDeleted, theClient } from "../cleanups.ts";
import { labelGone, sampleGone } from "../mutants/cleanup.ts";
import { samples } from "../client.ts";
import { leftBehind } from "../mutants/index.ts";
import { documented } from "../page.ts";
import { labelLeft } from "../mutants/policy.ts";
import { wasCleanedUp } from "../set-up.ts";
import type { Egress } from "../state.ts";
import { testEgress } from "../test-egress.ts";

const deleteSample = `kubectl delete -f ${samples.curl} -n test-egress`;
const deletePolicy = "kubectl delete networkpolicy allow-egress-to-istio-system-and-kube-dns -n test-egress";
const policyDeleted = 'networkpolicy.networking.k8s.io "allow-egress-to-istio-system-and-kube-dns" deleted';

describe("Cleanup network policies", () => {
  documented(
    {
      id: "cleanup-network-policies/istio-apis-leaves-nothing",
      needs: ["network-policy", "system-namespace-labels"],
      claim: "Istio APIs: the clean-up removes each object and label, says so, and leaves nothing of the set-up",
      blocks: ["cleanup-network-policies/istio-apis"],
      prints:
        "kubectl delete -f @samples/curl/curl.yaml@ -n test-egress\nkubectl delete destinationrule egressgateway-for-cnn -n test-egress\nkubectl delete networkpolicy allow-egress-to-istio-system-and-kube-dns -n test-egress\nkubectl label namespace kube-system kube-system-\nkubectl label namespace istio-system istio-\nkubectl delete namespace test-egress",
      breaks: [
        { ...leftBehind, failsWith: /left behind: VirtualService.networking.istio.io default\/left-of-egress/ },
        sampleGone("istio-apis", "with-sidecar"),
      ],
    },
    async (state) => {
      await testEgress(state, "istio-apis", "with-sidecar");
      await cleansUpBoth(state, "istio-apis", {
        commands: [
          deleteSample,
          "kubectl delete destinationrule egressgateway-for-cnn -n test-egress",
          deletePolicy,
          "kubectl label namespace kube-system kube-system-",
          "kubectl label namespace istio-system istio-",
          "kubectl delete namespace test-egress",
        ],
        printed: [
          ...sampleDeleted,
          'destinationrule.networking.istio.io "egressgateway-for-cnn" deleted',
          policyDeleted,
          "namespace/kube-system unlabeled",
          "namespace/istio-system unlabeled",
          'namespace "test-egress" deleted',
        ],
      });
    },
  );

  documented(
    {
      id: "cleanup-network-policies/gateway-api-leaves-nothing",
      needs: ["gateway-api-tlsroute-v1alpha2", "network-policy", "system-namespace-labels"],
      claim: "Gateway API: the clean-up removes each object and label, says so, and leaves nothing of the set-up",
      blocks: ["cleanup-network-policies/gateway-api"],
      prints:
        "kubectl delete -f @samples/curl/curl.yaml@ -n test-egress\nkubectl delete networkpolicy allow-egress-to-istio-system-and-kube-dns -n test-egress\nkubectl label namespace kube-system kube-system-\nkubectl label namespace istio-system istio-\nkubectl label namespace default gateway-\nkubectl delete namespace test-egress",
      breaks: [{ ...labelLeft, failsWith: /changed: Namespace kube-public/ }, labelGone("gateway-api", "under-policy")],
    },
    async (state) => {
      await testEgress(state, "gateway-api", "under-policy");
      await cleansUpBoth(state, "https/gateway-api", {
        commands: [
          deleteSample,
          deletePolicy,
          "kubectl label namespace kube-system kube-system-",
          "kubectl label namespace istio-system istio-",
          "kubectl label namespace default gateway-",
          "kubectl delete namespace test-egress",
        ],
        printed: [
          ...sampleDeleted,
          policyDeleted,
          "namespace/kube-system unlabeled",
          "namespace/istio-system unlabeled",
          "namespace/default unlabeled",
          'namespace "test-egress" deleted',
        ],
      });
    },
  );
});

interface CleanUp {
  commands: string[];
  printed: string[];
}

/**
 * "Remove the resources created in this section", and "Follow the steps in the Cleanup HTTPS gateway section": the two do
 * not meet, and a namespace takes five seconds to go whatever is in it.
 */
async function cleansUpBoth(state: Egress, gateway: keyof typeof gatewayCleanUps, own: CleanUp): Promise<void> {
  state.testEgress = undefined;
  wasCleanedUp(state);
  const both = [own, gatewayCleanUps[gateway]];
  const ended = await Promise.allSettled(both.map(({ commands, printed }) => cleansUp(state, commands, printed)));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  await nothingLeft(state, theClient);
}
