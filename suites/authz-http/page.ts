import {
  bookinfoGateway,
  compareInventories,
  deployBookinfo,
  documentPage,
  nodePort,
  parseObjects,
  removeAll,
  removeBookinfo,
  takeInventory,
  Terminal,
  waitForAll,
  type Bookinfo,
  type Inventory,
  type Kube,
  type PageScope,
  type PreparedTarget,
} from "#fixtures";
import { resourcesOfOthers } from "../pages.ts";
import { deployOutsider, everyObject, ingressService, removeOutsider, type Step } from "./resources.ts";

/*
 * HTTP Traffic
 * https://istio.io/latest/docs/tasks/security/authorization/authz-http/
 *
 * Everything is in namespace default, as on the page. The Bookinfo sample is a stand-in of ours: fixtures/workloads/bookinfo.
 */

export const name = "authz-http";

/** What the page's checks work with. */
export interface AuthzHttp {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's own commands run. */
  terminal: Terminal;
  /** The pods of Bookinfo. Mutants may replace one. */
  books: Bookinfo;
  /** The ingress gateway as seen from outside the cluster: `$GATEWAY_URL`. */
  gateway: { address: string; port: number };
  /** The cluster with Bookinfo, before the page's first policy. */
  before: Inventory;
  /** The page's last step so far. */
  step: Step;
}

export const documented = documentPage<AuthzHttp>(name, setUp, {
  needs: ["ingress-gateway", "default-revision", "outside-client", "no-mesh-policies", "default-namespace-policy"],
});

async function setUp(scope: PageScope): Promise<AuthzHttp> {
  const { kube, target } = scope;
  await removeEverything(kube);
  const untouched = await scope.inventory();
  scope.defer("what the page made", () => nothingLeft(kube, untouched));
  scope.defer("the page's resources", () => removeEverything(kube));
  const terminal = await Terminal.open(scope);
  const [books, port] = await waitForAll([
    deployBookinfo(scope),
    nodePort(kube, ingressService, 80),
    deployOutsider(kube),
    terminal.must("kubectl apply -f -", bookinfoGateway),
  ]);
  const before = await takeInventory(kube);
  return { kube, target, terminal, books, gateway: { address: target.nodeAddress, port }, before, step: "none" };
}

async function removeEverything(kube: Kube): Promise<void> {
  const gateway = parseObjects(bookinfoGateway, "default") as typeof everyObject;
  await waitForAll([removeAll(kube, [...everyObject, ...gateway]), removeBookinfo(kube), removeOutsider(kube)]);
}

async function nothingLeft(kube: Kube, before: Inventory): Promise<void> {
  const left = compareInventories(before, await takeInventory(kube), resourcesOfOthers(name));
  if (left.length > 0) throw new Error(left.join("; "));
}
