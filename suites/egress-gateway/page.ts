import {
  createAuthority,
  documentPage,
  removeAll,
  sample,
  startOrigin,
  Terminal,
  type Kube,
  type PageScope,
} from "#fixtures";
import { deploySourcePod, samples } from "./client.ts";
import { clientRefs, everySetUpsRefs, foreignRoute } from "./objects.ts";
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

/** Its routes are exported to the whole mesh, and nearly all that it claims is about a request to its outside host. */
const needs = [
  "egress-gateway",
  "access-log",
  "outside-hosts",
  "mesh-wide-routes",
  "default-injection",
  "no-mesh-policies",
] as const;

export const documented = documentPage<Egress>("egress-gateway", begin, { needs: [...needs] });

async function begin(scope: PageScope): Promise<Egress> {
  const { kube, target } = scope;
  scope.defer("all that the page made", () => removeEverything(kube));
  await removeEverything(kube);
  const [before, ca, terminal] = await Promise.all([
    scope.inventory(),
    target.internet === "live" ? undefined : createAuthority("O=meshproof,CN=stand-in internet"),
    Terminal.open(scope),
  ]);
  await Promise.all([
    trust(kube, "default", ca),
    terminal.write(samples.curl, trusting(sample("curl"), target)),
    terminal.write(samples.sourcePod, trusting(manifest("before-you-begin.curl"), target)),
  ]);
  const [origin, client] = await Promise.all([
    ca && startOrigin(scope, "edition.cnn.com", ca),
    deploySourcePod(kube, terminal),
  ]);
  return {
    ...{ kube, target, terminal, before, origin, client },
    ...{ setUp: "none", testEgress: undefined, policiesEnforced: false },
  };
}

async function removeEverything(kube: Kube): Promise<void> {
  await Promise.all([removeAll(kube, [...everySetUpsRefs, ...clientRefs, foreignRoute]), removeTestEgress(kube)]);
}
