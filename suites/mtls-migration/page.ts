import {
  createNamespace,
  deployed,
  documentPage,
  endpointsHealthy,
  kubeInject,
  manifestsBeside,
  removeAll,
  removeNamespace,
  sample,
  startCapture,
  type Capture,
  type Inventory,
  type Kube,
  type Target,
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
  target: Target;
  /** The cluster before the page's first step. */
  before: Inventory;
  /** The samples as `istioctl kube-inject` printed them. */
  injected: { httpbin: string; curl: string };
  /** curl in each namespace; in legacy without a sidecar. */
  clients: Record<Namespace, Workload>;
  /** tcpdump in httpbin.foo's pod. */
  capture: Capture;
  lock: Lock;
}

/** The page's policies: `kubectl delete peerauthentication -n <namespace> default`. */
export const policyOf = (namespace: string) => ({
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata: { name: "default", namespace },
});
export const policies = ["foo", "istio-system"].map(policyOf);

export const documented = documentPage<Migration>("mtls-migration", async (scope) => {
  const { kube, target } = scope;
  await removeExample(kube);
  const [before, httpbin, curl] = await Promise.all([
    scope.inventory(),
    kubeInject(target, sample("httpbin")),
    kubeInject(target, sample("curl")),
  ]);
  for (const namespace of namespaces) await createNamespace(scope, namespace);
  // Last to be registered, first to be run: the three namespaces go at once, not one after the other.
  scope.defer("the page's example", () => removeExample(kube));
  await Promise.all([
    ...["foo", "bar"].flatMap((namespace) => [kube.apply(httpbin, namespace), kube.apply(curl, namespace)]),
    kube.apply(sample("curl"), "legacy"),
  ]);
  const client = (namespace: Namespace) => deployed(kube, { namespace, app: "curl" });
  const [foo, bar, legacy, capture] = await Promise.all([
    ...([client("foo"), client("bar"), client("legacy")] as const),
    // httpbin listens on 8080 since Istio 1.23; the page's filter is `dst port 80`.
    startCapture(scope, { namespace: "foo", app: "httpbin" }, "tcp port 8080"),
    ...["foo", "bar"].map((namespace) => deployed(kube, { namespace, app: "httpbin" })),
  ]);
  // A sidecar hears of an endpoint some moments after it is there; until then it answers 503 itself.
  const services = ["foo", "bar"].map((namespace) => `outbound|8000||httpbin.${namespace}.svc.cluster.local`);
  await Promise.all(
    [foo, bar].flatMap(({ ref, pod }) =>
      services.map((service) => endpointsHealthy(kube, { namespace: ref.namespace, pod }, service)),
    ),
  );
  return { kube, target, before, injected: { httpbin, curl }, clients: { foo, bar, legacy }, capture, lock: "none" };
});

/**
 * Brings the page's policies to where a section assumes them, unless the page has got there already: a check that runs
 * alone needs what earlier sections would have applied, and what a mutant broke must stay broken.
 */
export async function lockDown(state: Migration, lock: Lock): Promise<void> {
  if (state.lock === lock) return;
  const { kube } = state;
  const [foo, mesh] = policies as [(typeof policies)[0], (typeof policies)[0]];
  await (lock === "none" ? kube.remove(foo) : kube.apply(manifest("lock-down-by-namespace.strict")));
  await (lock === "mesh" ? kube.apply(manifest("lock-down-entire-mesh.strict")) : kube.remove(mesh));
  state.lock = lock;
}

/** The page's own clean-up. */
export async function removeExample(kube: Kube): Promise<void> {
  await removeAll(kube, policies);
  await Promise.all(namespaces.map((namespace) => removeNamespace(kube, namespace)));
}
