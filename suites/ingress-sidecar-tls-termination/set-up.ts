import {
  createAuthority,
  deployed,
  namespaceLeft,
  removeAll,
  removeNamespace,
  sample,
  Terminal,
  waitForAll,
  type Inventory,
  type KeyPair,
  type Kube,
  type PageScope,
  type PreparedTarget,
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
export interface SidecarTls extends EditionInputs {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's commands run, and where its keys and certificates are. */
  terminal: Terminal;
  /** The client's certificate as another CA issues it. */
  stranger: KeyPair;
  /** The cluster before the page's first step. */
  before: Inventory;
  httpbin: Workload;
  /** The page's internal client: the sample in namespace test, with a sidecar. */
  internal: Workload;
  /** The page's external client: the sample in namespace default, outside the mesh. */
  external: Workload;
  /** Has the page's clean-up been run? */
  cleanedUp: boolean;
}

/** All that the page sets up before its section "Verification", by its own commands. */
export async function setUpSidecarTls(
  scope: PageScope,
  { client, manifest }: EditionInputs,
  stranger: KeyPair,
): Promise<SidecarTls> {
  const { kube, target } = scope;
  if (!scope.clean) await waitForAll([removeExternalClient(kube, client), removeNamespace(kube, "test")]);
  const before = await scope.inventory();
  scope.defer("namespace test", () => removeNamespace(kube, "test"));
  scope.defer("the external client", () => removeExternalClient(kube, client));
  const terminal = await Terminal.open(scope);
  await terminal.write(`samples/${client}/${client}.yaml`, sample(client));
  const inputs = { client, manifest, kube, target, terminal, stranger, before };
  return { ...inputs, ...(await deployPage(inputs)), cleanedUp: false };
}

type Inputs = Omit<SidecarTls, "httpbin" | "internal" | "external" | "cleanedUp">;

/** Brings the page to where its section "Verification" begins, after its clean-up has been run. */
export async function deployedAgain(state: SidecarTls): Promise<void> {
  if (!state.cleanedUp) return;
  Object.assign(state, await deployPage(state), { cleanedUp: false });
}

/** The page's commands, in its order; the certificates are made beside what does not need them. */
async function deployPage(inputs: Inputs): Promise<Pick<SidecarTls, "httpbin" | "internal" | "external">> {
  const { terminal, manifest, client, kube } = inputs;
  const [, external] = await waitForAll([
    createMesh(inputs),
    terminal
      .must(`kubectl apply -f samples/${client}/${client}.yaml`)
      .then(() => deployed(kube, { namespace: "default", app: client })),
  ]);
  await terminal.must("kubectl -n test apply -f -", manifest("httpbin"));
  await terminal.must("kubectl -n test apply -f -", manifest("ingress-sidecar.mutual"));
  await terminal.must(`kubectl -n test apply -f samples/${client}/${client}.yaml`);
  const [httpbin, internal] = await waitForAll([
    deployed(kube, { namespace: "test", app: "httpbin" }),
    deployed(kube, { namespace: "test", app: client }),
    withCertificates(external.warm(), inputs),
  ]);
  await terminal.export("INTERNAL_CLIENT", clientPod(client, "-n test "));
  return { httpbin, internal: internal.warm(), external };
}

/** Namespace, policies, certificates and secrets. */
async function createMesh({ terminal, manifest }: Inputs): Promise<void> {
  await waitForAll([
    terminal
      .must("kubectl create ns test")
      .then(() => terminal.must("kubectl label namespace test istio-injection=enabled"))
      .then(() => terminal.must("kubectl -n test apply -f -", manifest("enable-global-mtls")))
      .then(() => terminal.must("kubectl -n test apply -f -", manifest("disable-peer-auth"))),
    makeCertificates(terminal),
  ]);
  for (const command of secrets) await terminal.must(command);
}

/** The page's openssl commands. */
export async function makeCertificates(terminal: Terminal): Promise<void> {
  await terminal.must(
    "openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' " +
      "-keyout example.com.key -out example.com.crt",
  );
  for (const who of ["httpbin", "client"]) {
    const name = `${who}.test.svc.cluster.local`;
    await terminal.must(
      `openssl req -out ${name}.csr -newkey rsa:2048 -nodes -keyout ${name}.key ` +
        `-subj "/CN=${name}/O=${who} organization"`,
    );
    await terminal.must(
      "openssl x509 -req -days 365 -CA example.com.crt -CAkey example.com.key -set_serial 1 " +
        `-in ${name}.csr -out ${name}.crt`,
    );
  }
}

/** The page's commands for its two secrets, by name. */
export const secretCommands = {
  "httpbin-mtls-termination-cacert":
    "kubectl -n test create secret generic httpbin-mtls-termination-cacert --from-file=ca.crt=./example.com.crt",
  "httpbin-mtls-termination":
    "kubectl -n test create secret tls httpbin-mtls-termination " +
    "--cert ./httpbin.test.svc.cluster.local.crt --key ./httpbin.test.svc.cluster.local.key",
};
const secrets = Object.values(secretCommands);

/** The page's kubectl cp: client certificate and key, and the CA certificate, go to the external client. So does the stranger's. */
export async function withCertificates(
  external: Workload,
  { terminal, client, stranger }: Pick<SidecarTls, "terminal" | "client" | "stranger">,
): Promise<Workload> {
  await terminal.export("EXTERNAL_CLIENT", clientPod(client));
  await terminal.must('kubectl cp client.test.svc.cluster.local.key default/"${EXTERNAL_CLIENT}":/tmp/');
  await terminal.must('kubectl cp client.test.svc.cluster.local.crt default/"${EXTERNAL_CLIENT}":/tmp/');
  await terminal.must('kubectl cp example.com.crt default/"${EXTERNAL_CLIENT}":/tmp/ca.crt');
  await external.copy(`${stranger.certificate}\n${stranger.key}`, "/tmp/foreign.pem");
  return external;
}

function clientPod(client: string, namespace = ""): string {
  return `kubectl ${namespace}get pod -l app=${client} -o jsonpath={.items..metadata.name}`;
}

/** A client certificate with the page's own subject that the page's CA does not issue. */
export async function strangersCertificate(): Promise<KeyPair> {
  const another = await createAuthority("O=another Inc.,CN=another.example");
  const name = "client.test.svc.cluster.local";
  return another.issue(`CN=${name}`, [name], "01");
}

/** Whatever of the page is left in default. */
export async function removeExternalClient(kube: Kube, client: string): Promise<void> {
  const metadata = { name: client, namespace: "default" };
  await removeAll(kube, [
    { apiVersion: "v1", kind: "Service", metadata },
    { apiVersion: "apps/v1", kind: "Deployment", metadata },
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
  ]);
}

/**
 * The page's clean-up, its commands in its order.
 * @returns what they print
 */
export async function cleanUp({ kube, terminal, client }: SidecarTls): Promise<string> {
  const commands = [
    "kubectl delete secret httpbin-mtls-termination httpbin-mtls-termination-cacert -n test",
    `kubectl delete service httpbin ${client} -n test`,
    `kubectl delete deployment httpbin ${client} -n test`,
    "kubectl delete namespace test",
    `kubectl delete service ${client}`,
    `kubectl delete deployment ${client}`,
  ];
  let printed = "";
  for (const command of commands) {
    const [seen] = await waitForAll([
      terminal.run(command),
      // Their pods end at once: the namespace's controller looks again only after many seconds where some are left.
      ...(command.includes("namespace") ? [namespaceLeft(kube, "test")] : []),
    ]);
    printed += seen.text;
  }
  return printed;
}
