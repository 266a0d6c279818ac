import {
  deployed,
  documentPage,
  endpointsHealthy,
  kubeInject,
  manifestsBeside,
  namespaceLeft,
  removeAll,
  removeNamespace,
  sample,
  startCapture,
  Terminal,
  waitForAll,
  type Capture,
  type Inventory,
  type Kube,
  type PageScope,
  type PreparedTarget,
  type Workload,
} from "#fixtures";

/*
 * Mutual TLS Migration
 * https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/
 *
 * The page's section "Set up the cluster", and the two policies that its later sections add one after the other. It
 * speaks of the whole mesh, so nothing else may run beside it.
 */

export const manifest = manifestsBeside(import.meta.url);

export const namespaces = ["foo", "bar", "legacy"] as const;
export type Namespace = (typeof namespaces)[number];

/** How far the page has got: without policies, STRICT in foo, or STRICT in foo and in the whole mesh. */
export type Lock = "none" | "foo" | "mesh";

/** The page's workloads and what its checks need besides. Mutants may replace a client's pod. */
export interface Migration {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's commands run. */
  terminal: Terminal;
  /** The cluster before the page's first step. */
  before: Inventory;
  /** curl as `istioctl kube-inject` prints it: for mutants. */
  injectedCurl: () => Promise<string>;
  /** curl in each namespace; in legacy without a sidecar. */
  clients: Record<Namespace, Workload>;
  /** tcpdump in httpbin.foo's pod. */
  capture: Capture;
  /** How far the page has got; undefined once its clean-up has been run. */
  lock: Lock | undefined;
}

/** The page's policies: `kubectl delete peerauthentication -n <namespace> default`. */
export const policyOf = (namespace: string) => ({
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata: { name: "default", namespace },
});
export const policies = ["foo", "istio-system"].map(policyOf);

export const documented = documentPage<Migration>("mtls-migration", begin, {
  needs: ["default-revision", "no-mesh-policies"],
});

async function begin(scope: PageScope): Promise<Migration> {
  const { kube, target } = scope;
  await removeExample(kube);
  const before = await scope.inventory();
  // The three namespaces go at once, not one after the other.
  scope.defer("the page's example", () => removeExample(kube));
  const terminal = await Terminal.open(scope);
  await terminal.write("samples/httpbin/httpbin.yaml", sample("httpbin"));
  await terminal.write("samples/curl/curl.yaml", sample("curl"));
  const injectedCurl = () => kubeInject(target, sample("curl"));
  const inputs = { kube, target, terminal, before, injectedCurl };
  return { ...inputs, ...(await setUpCluster(inputs)), lock: "none" };
}

type Inputs = Pick<PageScope, "kube" | "target"> & { terminal: Terminal };

/** "Set up the cluster": the page's commands. */
async function setUpCluster(inputs: Inputs): Promise<Pick<Migration, "clients" | "capture">> {
  const { kube, terminal } = inputs;
  await waitForAll([
    ...["foo", "bar"].map((namespace) => injectedInto(namespace, terminal)),
    terminal
      .must("kubectl create ns legacy")
      .then(() => terminal.must("kubectl apply -f samples/curl/curl.yaml -n legacy")),
  ]);
  const client = (namespace: Namespace) => deployed(kube, { namespace, app: "curl" });
  const [foo, bar, legacy, capture] = await waitForAll([
    client("foo"),
    client("bar"),
    client("legacy"),
    // httpbin listens on 8080 since Istio 1.23; the page's filter is `dst port 80`.
    startCapture(inputs, { namespace: "foo", app: "httpbin" }, "tcp port 8080"),
    ...["foo", "bar"].map((namespace) => deployed(kube, { namespace, app: "httpbin" })),
  ]);
  await servicesKnown(kube, [foo, bar]);
  return { clients: { foo, bar, legacy }, capture };
}

async function injectedInto(namespace: string, terminal: Terminal): Promise<void> {
  await terminal.must(`kubectl create ns ${namespace}`);
  await waitForAll(
    ["httpbin", "curl"].map((name) =>
      terminal.must(`kubectl apply -f <(istioctl kube-inject -f samples/${name}/${name}.yaml) -n ${namespace}`),
    ),
  );
}

/** A sidecar hears of an endpoint some moments after it is there; until then it answers 503 itself. */
export async function servicesKnown(kube: Kube, clients: Workload[]): Promise<void> {
  const services = ["foo", "bar"].map((namespace) => `outbound|8000||httpbin.${namespace}.svc.cluster.local`);
  await Promise.all(
    clients.flatMap(({ ref, pod }) =>
      services.map((service) => endpointsHealthy(kube, { namespace: ref.namespace, pod }, service)),
    ),
  );
}

/** Sets the example up once more after the page's clean-up. */
export async function deployedAgain(state: Migration): Promise<void> {
  if (state.lock !== undefined) return;
  Object.assign(state, await setUpCluster(state), { lock: "none" });
}

/**
 * Brings the page's policies to where a section assumes them, unless the page has got there already: a check that runs
 * alone needs what earlier sections would have applied, and what a mutant broke must stay broken.
 */
export async function lockDown(state: Migration, lock: Lock): Promise<void> {
  if (state.lock === lock) return;
  const { kube, terminal } = state;
  const [foo, mesh] = policies as [(typeof policies)[0], (typeof policies)[0]];
  await (lock === "none"
    ? kube.remove(foo)
    : terminal.must("kubectl apply -n foo -f -", manifest("lock-down-by-namespace.strict")));
  await (lock === "mesh"
    ? terminal.must("kubectl apply -n istio-system -f -", manifest("lock-down-entire-mesh.strict"))
    : kube.remove(mesh));
  state.lock = lock;
}

/**
 * The page's own clean-up, its commands in its order.
 * @returns what they print
 */
export async function cleanUp(state: Migration): Promise<string> {
  const { kube, terminal } = state;
  state.lock = undefined;
  const policiesDeleted = [
    await terminal.run("kubectl delete peerauthentication -n foo default"),
    await terminal.run("kubectl delete peerauthentication -n istio-system default"),
  ];
  const [namespacesDeleted] = await waitForAll([
    terminal.run("kubectl delete ns foo bar legacy"),
    // Their pods end at once: the controller looks again only after many seconds where some are left.
    ...namespaces.map((namespace) => namespaceLeft(kube, namespace)),
  ]);
  return [...policiesDeleted, namespacesDeleted].map(({ text }) => text).join("");
}

/** Whatever of the example is there. */
export async function removeExample(kube: Kube): Promise<void> {
  await removeAll(kube, policies);
  await Promise.all(namespaces.map((namespace) => removeNamespace(kube, namespace)));
}
