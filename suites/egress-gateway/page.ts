import {
  createAuthority,
  deployed,
  documentPage,
  removeAll,
  startOrigin,
  type Kube,
  type Target,
  type Workload,
} from "#fixtures";
import { clientRefs, everySetUpsRefs } from "./objects.ts";
import { manifest, trust, trusting, type Egress } from "./state.ts";
import { removeTestEgress } from "./test-egress.ts";

/*
 * Egress Gateways
 * https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 *
 * Here are the client of all sections and the host that it asks. set-up.ts brings about the page's four set-ups one
 * after the other (HTTP and HTTPS, each with the Istio APIs and with the Gateway API), test-egress.ts the namespace of
 * its section on network policies.
 */

export const documented = documentPage<Egress>("egress-gateway", async (scope) => {
  const { kube, target } = scope;
  scope.defer("all that the page made", () => removeEverything(kube));
  await removeEverything(kube);
  const [before, ca] = await Promise.all([
    scope.inventory(),
    target.internet === "live" ? undefined : createAuthority("O=meshproof,CN=stand-in internet"),
  ]);
  await trust(kube, "default", ca);
  const [origin, client] = await Promise.all([
    ca && startOrigin(scope, "edition.cnn.com", ca),
    deploySourcePod(kube, target),
  ]);
  return { kube, target, before, origin, client, setUp: "none", testEgress: undefined, policiesEnforced: false };
});

/**
 * `kubectl apply -f samples/curl/curl.yaml`, and the pod that it makes. The page takes for granted that it has a sidecar.
 * @param changed the manifest, where a mutant wants another
 */
export async function deploySourcePod(
  kube: Kube,
  target: Target,
  changed = manifest("before-you-begin.curl"),
): Promise<Workload> {
  await kube.apply(changed, "default");
  return trusting(await deployed(kube, { namespace: "default", app: "curl" }), target);
}

async function removeEverything(kube: Kube): Promise<void> {
  await Promise.all([removeAll(kube, [...everySetUpsRefs, ...clientRefs]), removeTestEgress(kube)]);
}
