import {
  compareInventories,
  createNamespace,
  deployed,
  documentPage,
  nodePort,
  removeAll,
  removeNamespace,
  startOrigin,
  takeInventory,
  together,
  type Inventory,
  type KeyPair,
  type Kube,
  type Origin,
  type PageScope,
  type Target,
  type Workload,
} from "#fixtures";
import { touchedByOthers } from "../pages.ts";
import { skips } from "./catalogue/skips.ts";
import type { Form } from "./consume.ts";
import {
  credential,
  everyObject,
  ingressService,
  makeCertificates,
  manifest,
  namespace,
  type Certificates,
} from "./resources.ts";

/*
 * Secure Your Services with Istio: A Step-by-Step Guide to Setting up Istio TLS Connections
 * https://alexandre-vazquez.com/istio-tls-configuration/
 *
 * The page's Gateway, ServiceEntry and DestinationRule are in namespace default, as the page has them. It names no
 * namespace for the applications: they have their own, so that no other page's client or httpbin can be meant.
 */

const name = "istio-tls-configuration";

/** What the page's checks work with. */
export interface BlogTls {
  kube: Kube;
  target: Target;
  certificates: Certificates;
  /** The ingress gateway as seen from outside the cluster: the node's address, and the NodePorts of its Service. */
  ingress: { address: string; https: number; status: number };
  /** The application that speaks plain http, with a sidecar. */
  client: Workload;
  /** The same application outside the mesh. */
  unmeshed: Workload;
  /** The stand-in wikipedia.org; undefined where the real one is used. */
  origin: Origin | undefined;
  /** Names of secrets that the gateway's namespace has not got, and never had: see withFreshGateway in expose.ts. */
  missing: { unknown: string; beside: string };
  /** What is on the cluster of ServiceEntry and DestinationRule: see consume.ts. */
  form: Form | undefined;
}

export const documented = documentPage(name, setUp, { skips, ahead: makeCertificates });

async function setUp(scope: PageScope, certificates: Certificates): Promise<BlogTls> {
  const { kube, target } = scope;
  const [origin, onCluster] = await together([
    target.internet === "stand-in" ? startOrigin(scope, "wikipedia.org", certificates.ca) : undefined,
    setUpCluster(scope, certificates),
  ]);
  const missing = { unknown: "unknown-credential", beside: "credential-beside-gateway" };
  return { kube, target, certificates, origin, ...onCluster, missing, form: undefined };
}

async function setUpCluster(
  scope: PageScope,
  certificates: Certificates,
): Promise<Pick<BlogTls, "client" | "unmeshed" | "ingress">> {
  const { kube, target } = scope;
  await together([removeAll(kube, everyObject), removeNamespace(kube, namespace)]);
  const before = await scope.inventory();
  scope.defer("what the page made", () => nothingLeft(kube, before));
  scope.defer("the page's resources", () => removeAll(kube, everyObject));
  const [{ client, unmeshed }, https, status] = await together([
    deployApplications(scope, certificates),
    nodePort(kube, ingressService, 443),
    nodePort(kube, ingressService, 15021),
    exposeHttpbin(kube, certificates.server),
  ]);
  return { client, unmeshed, ingress: { address: target.nodeAddress, https, status } };
}

async function exposeHttpbin(kube: Kube, server: KeyPair): Promise<void> {
  await kube.applyObject(credential(server));
  await kube.apply(manifest("expose-tls.gateway"));
  await kube.apply(manifest("expose-tls.httpbin-route"));
}

async function deployApplications(
  scope: PageScope,
  { ca, impostor }: Certificates,
): Promise<Pick<BlogTls, "client" | "unmeshed">> {
  const { kube, target } = scope;
  const standIn = target.internet === "stand-in";
  await createNamespace(scope, namespace, { "istio-injection": "enabled" });
  await kube.applyObject({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "origin-ca", namespace },
    data: { "impostor.crt": impostor.certificate, ...(standIn && { "ca.crt": ca.certificate }) },
  });
  await kube.apply(manifest("clients"), namespace);
  await kube.apply(manifest("httpbin"), namespace);
  const [client, unmeshed] = await together([
    deployed(kube, { namespace, app: "curl" }),
    deployed(kube, { namespace, app: "unmeshed" }),
    deployed(kube, { namespace, app: "httpbin" }),
  ]);
  // The stand-in's CA is none of the public ones that curl knows.
  const trust: Record<string, string> = standIn ? { CURL_CA_BUNDLE: "/etc/origin-ca/ca.crt" } : {};
  return { client: client.withEnv(trust), unmeshed: unmeshed.withEnv(trust) };
}

/** The page shows no clean-up. All that it made is gone when it is through, and nothing else has changed. */
async function nothingLeft(kube: Kube, before: Inventory): Promise<void> {
  const left = compareInventories(before, await takeInventory(kube), touchedByOthers(name));
  if (left.length > 0) throw new Error(left.join("; "));
}
