import {
  createNamespace,
  createPageCertificates,
  deployed,
  genericSecret,
  removeAll,
  removeNamespace,
  sample,
  scratchFolder,
  takeInventory,
  tlsSecret,
  writePageCertificates,
  type Inventory,
  type Kube,
  type PageCertificates,
  type PageScope,
  type Target,
  type Workload,
} from "#fixtures";

/** What differs between the page's editions. */
export interface EditionInputs {
  /** Sample that both clients are: curl since Istio 1.24, sleep before. */
  client: "curl" | "sleep";
  /** The edition's manifests, by file name without the ending. */
  manifest: (name: string) => string;
}

/** The page's workloads and what its checks need besides. Mutants may replace a pod, so the workloads can change. */
export interface SidecarTls {
  kube: Kube;
  target: Target;
  certificates: PageCertificates;
  /** The cluster before the page's first step. */
  before: Inventory;
  httpbin: Workload;
  /** The page's internal client: the sample in namespace test, with a sidecar. */
  internal: Workload;
  /** The page's external client: the sample in namespace default, outside the mesh. */
  external: Workload;
  manifest: EditionInputs["manifest"];
}

/** All that the page sets up before its section "Verification", in its order. */
export async function setUpSidecarTls(scope: PageScope, { client, manifest }: EditionInputs): Promise<SidecarTls> {
  const { kube, target } = scope;
  await removeExternalClient(kube, client);
  await removeNamespace(kube, "test");
  const [before, certificates] = await Promise.all([takeInventory(kube), makeCertificates(scope)]);
  await createNamespace(scope, "test", { "istio-injection": "enabled" });
  await kube.apply(manifest("enable-global-mtls"), "test");
  await kube.apply(manifest("disable-peer-auth"), "test");
  await createSecrets(kube, certificates);
  await kube.apply(manifest("httpbin"), "test");
  await kube.apply(manifest("ingress-sidecar.mutual"), "test");
  scope.defer("the external client", () => removeExternalClient(kube, client));
  await kube.apply(sample(client), "default");
  await kube.apply(sample(client), "test");
  const [httpbin, internal, external] = await Promise.all([
    deployed(kube, { namespace: "test", app: "httpbin" }),
    deployed(kube, { namespace: "test", app: client }),
    deployed(kube, { namespace: "default", app: client }).then((external) => withCertificates(external, certificates)),
  ]);
  return { kube, target, certificates, before, httpbin, internal, external, manifest };
}

/** The page's kubectl cp: CA certificate, client certificate and key go to the external client. */
export async function withCertificates(external: Workload, { ca, client }: PageCertificates): Promise<Workload> {
  await external.copy(client.key, "/tmp/client.test.svc.cluster.local.key");
  await external.copy(client.certificate, "/tmp/client.test.svc.cluster.local.crt");
  await external.copy(ca.certificate, "/tmp/ca.crt");
  return external;
}

async function makeCertificates(scope: PageScope): Promise<PageCertificates> {
  const certificates = await createPageCertificates();
  const folder = await scratchFolder(scope, "certificates");
  await writePageCertificates(folder, certificates);
  return certificates;
}

async function createSecrets(kube: Kube, { ca, server }: PageCertificates): Promise<void> {
  for (const secret of [
    genericSecret("httpbin-mtls-termination-cacert", { "ca.crt": ca.certificate }),
    tlsSecret("httpbin-mtls-termination", server),
  ]) {
    await kube.applyObject({ ...secret, metadata: { ...secret.metadata, namespace: "test" } });
  }
}

async function removeExternalClient(kube: Kube, client: string): Promise<void> {
  const metadata = { name: client, namespace: "default" };
  await removeAll(kube, [
    { apiVersion: "v1", kind: "Service", metadata },
    { apiVersion: "apps/v1", kind: "Deployment", metadata },
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
  ]);
}
