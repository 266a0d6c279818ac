import { describe } from "vitest";
import { removeNamespace, type ObjectRef } from "#fixtures";
import { deleteInOrder, nothingLeft, theClient } from "./cleanups.ts";
import { leftBehind } from "./mutants.ts";
import { cleanUps, curlSample, destinationRule } from "./objects.ts";
import { documented } from "./page.ts";
import { labelLeft } from "./policy-mutants.ts";
import { wasCleanedUp } from "./set-up.ts";
import type { Egress } from "./state.ts";
import { label, policy, testEgress } from "./test-egress.ts";

// "Remove the resources created in this section", and "Follow the steps in Cleanup HTTPS gateway": the two do not meet, and
// a namespace takes five seconds to go whatever is in it.
describe("Cleanup network policies", () => {
  documented(
    {
      id: "cleanup-network-policies/istio-apis-leaves-nothing",
      claim: "Istio APIs: the clean-up leaves neither test-egress nor a label nor anything of the set-up",
      blocks: ["cleanup-network-policies/istio-apis"],
      prints:
        "kubectl delete -f samples/curl/curl.yaml, destinationrule, networkpolicy -n test-egress; kubectl label namespace kube-system kube-system-, istio-system istio-; kubectl delete namespace test-egress",
      breaks: [{ ...leftBehind, says: /left behind: VirtualService.networking.istio.io default\/left-behind/ }],
    },
    async (state) => {
      await testEgress(state, "istio-apis", "with-sidecar");
      await Promise.all([
        cleanUp(
          state,
          [...curlSample("test-egress"), destinationRule("egressgateway-for-cnn", "test-egress"), policy],
          { "kube-system": "kube-system", "istio-system": "istio" },
        ),
        deleteInOrder(state, cleanUps["istio-apis"]),
      ]);
      wasCleanedUp(state);
      await nothingLeft(state, theClient);
    },
  );

  documented(
    {
      id: "cleanup-network-policies/gateway-api-leaves-nothing",
      claim: "Gateway API: the clean-up leaves neither test-egress nor a label nor anything of the set-up",
      blocks: ["cleanup-network-policies/gateway-api"],
      prints:
        "kubectl delete -f samples/curl/curl.yaml, networkpolicy -n test-egress; kubectl label namespace kube-system kube-system-, istio-system istio-, default gateway-; kubectl delete namespace test-egress",
      breaks: [{ ...labelLeft, says: /changed: Namespace kube-public/ }],
    },
    async (state) => {
      await testEgress(state, "gateway-api", "under-policy");
      await Promise.all([
        cleanUp(state, [...curlSample("test-egress"), policy], {
          "kube-system": "kube-system",
          "istio-system": "istio",
          default: "gateway",
        }),
        deleteInOrder(state, cleanUps["https/gateway-api"]),
      ]);
      wasCleanedUp(state);
      await nothingLeft(state, theClient);
    },
  );
});

/** The section's own commands: objects, labels (by namespace), the namespace. */
async function cleanUp(state: Egress, refs: ObjectRef[], labels: Record<string, string>): Promise<void> {
  await deleteInOrder(state, refs);
  for (const [namespace, key] of Object.entries(labels)) await label(state.kube, namespace, { [key]: null });
  await removeNamespace(state.kube, "test-egress");
  state.testEgress = undefined;
}
