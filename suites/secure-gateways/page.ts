import {
  compareInventories,
  documentPage,
  helloworld,
  removeAll,
  sample,
  takeInventory,
  Terminal,
  waitForAll,
  type Inventory,
  type Kube,
  type PageScope,
  type PreparedTarget,
} from "#fixtures";
import { resourcesOfOthers } from "../pages.ts";
import { makeCertificates, makeStranger, type PageCertificates, type Stranger } from "./certificates.ts";
import { everyObject, samples, type Step, type Tab } from "./resources.ts";
import { startHttpbin } from "./workloads.ts";

/*
 * Secure Gateways
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 *
 * The services and their routes are in namespace default, the credentials beside the gateways in istio-system, as on the page.
 * Its sections come twice, a tab at a time: with the Istio APIs on the shared ingress gateway, and with the Gateway API on the
 * gateway that istiod deploys for the page's Gateway.
 */

export const name = "secure-gateways";

/** Both gateways take port 443, and the credentials lie in the mesh's own namespace. */
const needs = ["ingress-gateway", "free-https-port", "outside-client", "mesh-namespace-objects"] as const;

/** What a tab's checks need besides: its gateway is programmed once its Service has an address. */
export const needsOf = (tab: Tab): "load-balancer"[] => (tab === "gateway-api" ? ["load-balancer"] : []);

/** What the page's checks work with. */
export interface SecureGateways {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's own commands run. */
  terminal: Terminal;
  certificates: PageCertificates;
  stranger: Stranger;
  /** `$INGRESS_HOST` and `$SECURE_INGRESS_PORT` of the tab that is followed. */
  ingress: { address: string; port: number };
  /** The page's last step so far; undefined before the first, and while that changes. */
  now: { tab: Tab; step: Step } | undefined;
  /** Are httpbin and the certificates there? The page's clean-up takes them away. */
  begun: boolean;
  /** The cluster before the page's first step. */
  before: Inventory;
}

export const documented = documentPage<SecureGateways, Stranger>(name, setUp, {
  ahead: makeStranger,
  needs: [...needs],
});

async function setUp(scope: PageScope, stranger: Stranger): Promise<SecureGateways> {
  const { kube, target } = scope;
  await removeAll(kube, everyObject);
  const before = await scope.inventory();
  scope.defer("what the page made", () => nothingLeft(kube, before));
  scope.defer("the page's resources", () => removeAll(kube, everyObject));
  const terminal = await Terminal.open(scope);
  await waitForAll([
    terminal.write(samples.httpbin, sample("httpbin")),
    terminal.write(samples.helloworld, helloworld),
  ]);
  const [certificates] = await waitForAll([makeCertificates(terminal), startHttpbin({ kube, terminal })]);
  return {
    ...{ kube, target, terminal, certificates, stranger, before },
    ...{ ingress: { address: target.nodeAddress, port: 443 }, now: undefined, begun: true },
  };
}

async function nothingLeft(kube: Kube, before: Inventory): Promise<void> {
  const left = compareInventories(before, await takeInventory(kube), resourcesOfOthers(name));
  if (left.length > 0) throw new Error(left.join("; "));
}
