import {
  createNamespace,
  createAuthority,
  createPageCertificates,
  deployed,
  genericSecret,
  removeAll,
  removeNamespace,
  sample,
  scratchFolder,
  tlsSecret,
  together,
  writePageCertificates,
  type Inventory,
  type KeyPair,
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

/** Made anew per run. */
export interface Certificates extends PageCertificates {
  /** The client's certificate as another CA issues it. */
  stranger: KeyPair;
}

/** The page's workloads and what its checks need besides. Mutants may replace a pod, so the workloads can change. */
export interface SidecarTls {
  kube: Kube;
  target: Target;
  certificates: Certificates;
  /** The cluster before the page's first step. */
  before: Inventory;
  httpbin: Workload;
  /** The page's internal client: the sample in namespace test, with a sidecar. */
  internal: Workload;
  /** The page's external client: the sample in namespace default, outside the mesh. */
  external: Workload;
  manifest: EditionInputs["manifest"];
}

/** All that the page sets up before its section "Verification". httpbin and its two clients need not wait for each other. */
export async function setUpSidecarTls(
  scope: PageScope,
  { client, manifest }: EditionInputs,
  certificates: Certificates,
): Promise<SidecarTls> {
  const { kube, target } = scope;
  if (!scope.clean) await together([removeExternalClient(kube, client), removeNamespace(kube, "test")]);
  const before = await scope.inventory();
  await together([
    scratchFolder(scope, "certificates").then((folder) => writePageCertificates(folder, certificates)),
    createNamespace(scope, "test", { "istio-injection": "enabled" }),
  ]);
  scope.defer("the external client", () => removeExternalClient(kube, client));
  await together([
    kube.apply(manifest("enable-global-mtls"), "test"),
    kube.apply(manifest("disable-peer-auth"), "test"),
    createSecrets(kube, certificates).then(() => kube.apply(manifest("httpbin"), "test")),
    kube.apply(manifest("ingress-sidecar.mutual"), "test"),
    kube.apply(sample(client), "test"),
  ]);
  await kube.apply(sample(client), "default");
  const [httpbin, internal, external] = await Promise.all([
    deployed(kube, { namespace: "test", app: "httpbin" }),
    deployed(kube, { namespace: "test", app: client }).then((internal) => internal.warm()),
    deployed(kube, { namespace: "default", app: client }).then((external) =>
      withCertificates(external.warm(2), certificates),
    ),
  ]);
  return { kube, target, certificates, before, httpbin, internal, external, manifest };
}

/** The page's kubectl cp: CA certificate, client certificate and key go to the external client. So does the stranger's. */
export async function withCertificates(external: Workload, { ca, client, stranger }: Certificates): Promise<Workload> {
  await external.copy(client.key, "/tmp/client.test.svc.cluster.local.key");
  await external.copy(client.certificate, "/tmp/client.test.svc.cluster.local.crt");
  await external.copy(ca.certificate, "/tmp/ca.crt");
  await external.copy(`${stranger.certificate}\n${stranger.key}`, "/tmp/foreign.pem");
  return external;
}

/** The page's openssl commands, and a certificate that they don't issue. */
export async function makeCertificates(): Promise<Certificates> {
  const [certificates, another] = await Promise.all([
    createPageCertificates(),
    createAuthority("O=another Inc.,CN=another.example"),
  ]);
  const names = ["client.test.svc.cluster.local"];
  return { ...certificates, stranger: await another.issue(`CN=${names[0]}`, names, "01") };
}

async function createSecrets(kube: Kube, { ca, server }: PageCertificates): Promise<void> {
  const secrets = [
    genericSecret("httpbin-mtls-termination-cacert", { "ca.crt": ca.certificate }),
    tlsSecret("httpbin-mtls-termination", server),
  ];
  await together(
    secrets.map((secret) => kube.applyObject({ ...secret, metadata: { ...secret.metadata, namespace: "test" } })),
  );
}

async function removeExternalClient(kube: Kube, client: string): Promise<void> {
  const metadata = { name: client, namespace: "default" };
  await removeAll(kube, [
    { apiVersion: "v1", kind: "Service", metadata },
    { apiVersion: "apps/v1", kind: "Deployment", metadata },
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
  ]);
}
