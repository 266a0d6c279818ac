import {
  compareInventories,
  createNamespace,
  deployed,
  documentPage,
  nodePort,
  parseObjects,
  removeAll,
  removeNamespace,
  startOrigin,
  takeInventory,
  Terminal,
  waitForAll,
  type Inventory,
  type Kube,
  type Origin,
  type PageScope,
  type PreparedTarget,
  type Workload,
} from "#fixtures";
import { resourcesOfOthers } from "../pages.ts";
import {
  createCredential,
  makeCertificateSet,
  makeOwnAuthorities,
  type Certificates,
  type OwnAuthorities,
} from "./certificates.ts";
import { everyObject, ingressService, manifest, namespace, type Form } from "./resources.ts";

/*
 * Secure Your Services with Istio: A Step-by-Step Guide to Setting up Istio TLS Connections
 * https://alexandre-vazquez.com/istio-tls-configuration/
 *
 * The page's Gateway, ServiceEntry and DestinationRule are in namespace default, as the page has them. It names no
 * namespace for the applications: they have their own, so that no other page's client or httpbin can be meant.
 */

const name = "istio-tls-configuration";

/** The Gateway's credential lies beside the shared gateway. What is consumed from outside needs more: see its sections. */
const needs = [
  "ingress-gateway",
  "free-https-port",
  "outside-client",
  "mesh-namespace-objects",
  "default-injection",
  "no-mesh-policies",
] as const;

/** What the page's checks work with. */
export interface BlogTls {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's commands are typed. */
  terminal: Terminal;
  certificates: Certificates;
  /** The ingress gateway as seen from outside the cluster: the node's address, and the NodePorts of its Service. */
  ingress: { address: string; https: number; status: number };
  /** The application that speaks plain http, with a sidecar. Mutants may replace it. */
  client: Workload;
  /** The same application outside the mesh. */
  unmeshed: Workload;
  /** The stand-in wikipedia.org; undefined where the real one is used. */
  origin: Origin | undefined;
  /** Names of secrets that the gateway's namespace has not got, and never had: see withFreshGateway in fresh-gateway.ts. */
  missing: { unknown: string; beside: string };
  /** What is on the cluster of ServiceEntry and DestinationRule: see forms.ts. */
  form: Form | undefined;
}

export const documented = documentPage(name, setUp, { ahead: makeOwnAuthorities, needs: [...needs] });

async function setUp(scope: PageScope, own: OwnAuthorities): Promise<BlogTls> {
  const { kube, target } = scope;
  const terminal = await Terminal.open(scope);
  const [origin, onCluster] = await waitForAll([
    hasStandIn(target) ? startOrigin(scope, "wikipedia.org", own.origin) : undefined,
    setUpCluster(scope, terminal, own),
  ]);
  const missing = { unknown: "unknown-credential", beside: "credential-beside-gateway" };
  return { kube, target, terminal, origin, ...onCluster, missing, form: undefined };
}

async function setUpCluster(
  scope: PageScope,
  terminal: Terminal,
  own: OwnAuthorities,
): Promise<Pick<BlogTls, "client" | "unmeshed" | "ingress" | "certificates">> {
  const { kube, target } = scope;
  await waitForAll([removeAll(kube, everyObject), removeNamespace(kube, namespace)]);
  const before = await scope.inventory();
  scope.defer("what the page made", () => nothingLeft(kube, before));
  scope.defer("the page's resources", () => removeAll(kube, everyObject));
  const [{ client, unmeshed }, ingress, sets] = await waitForAll([
    deployApplications(scope, terminal, own),
    target.ingress ?? byNodePorts(kube, target),
    exposeHttpbin(terminal),
  ]);
  return { client, unmeshed, ingress, certificates: { ...own, ...sets } };
}

async function byNodePorts(kube: Kube, { nodeAddress }: PreparedTarget): Promise<BlogTls["ingress"]> {
  const [https, status] = await waitForAll([
    nodePort(kube, ingressService, 443),
    nodePort(kube, ingressService, 15021),
  ]);
  return { address: nodeAddress, https, status };
}

/** Where neither the real host nor one of ours can be asked, the sections on it are left out. */
const hasStandIn = ({ internet, missing }: PreparedTarget) => internet === "stand-in" && !missing["outside-hosts"];

/** The certificates of the task that the page refers to, its secret, and the page's Gateway with a route to httpbin. */
async function exposeHttpbin(terminal: Terminal): Promise<Pick<Certificates, "first" | "second">> {
  const [first, second] = await waitForAll([
    makeCertificateSet(terminal, "example_certs1"),
    makeCertificateSet(terminal, "example_certs2"),
  ]);
  await createCredential(terminal, first);
  await terminal.must("kubectl apply -f -", manifest("expose-tls.gateway"));
  await terminal.must("kubectl apply -f -", manifest("expose-tls.httpbin-route"));
  return { first, second };
}

async function deployApplications(
  scope: PageScope,
  terminal: Terminal,
  own: OwnAuthorities,
): Promise<Pick<BlogTls, "client" | "unmeshed">> {
  const { kube, target } = scope;
  await createNamespace(scope, namespace, { "istio-injection": "enabled" });
  await giveClientsTheirCas(kube, own, target.internet === "stand-in");
  const [client, unmeshed] = await waitForAll([
    deployClient(kube, target, () => terminal.must(`kubectl apply -n ${namespace} -f -`, samples)),
    deployUnmeshed(kube, target),
    deployed(kube, { namespace, app: "httpbin" }),
  ]);
  return { client, unmeshed };
}

/** "we will use the default sample applications Istio provides": the ones that ask, and the one that answers. */
const samples = [manifest("client"), manifest("httpbin")].join("---\n");

/** The CA of the stand-in, which is none of the public ones, and one that only bears its name. */
async function giveClientsTheirCas(kube: Kube, { origin, impostor }: OwnAuthorities, standIn: boolean): Promise<void> {
  const data = { "impostor.crt": impostor.certificate, ...(standIn && { "ca.crt": origin.certificate }) };
  await kube.applyObject({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "origin-ca", namespace }, data });
}

/** The application's pod, once `apply` has made it. */
export async function deployClient(
  kube: Kube,
  target: PreparedTarget,
  apply: () => Promise<unknown>,
): Promise<Workload> {
  await apply();
  return trusting(await deployed(kube, { namespace, app: "curl" }), target);
}

/** A thing of ours: the page has only applications in the mesh. */
async function deployUnmeshed(kube: Kube, target: PreparedTarget): Promise<Workload> {
  for (const object of parseObjects(manifest("unmeshed"), namespace)) await kube.applyObject(object);
  return trusting(await deployed(kube, { namespace, app: "unmeshed" }), target);
}

/** The stand-in's CA is none of the public ones that curl knows. */
function trusting(client: Workload, { internet }: PreparedTarget): Workload {
  return internet === "stand-in" ? client.withEnv({ CURL_CA_BUNDLE: "/etc/origin-ca/ca.crt" }) : client;
}

/** The page shows no clean-up. All that it made is gone when it is through, and nothing else has changed. */
async function nothingLeft(kube: Kube, before: Inventory): Promise<void> {
  const left = compareInventories(before, await takeInventory(kube), resourcesOfOthers(name));
  if (left.length > 0) throw new Error(left.join("; "));
}
