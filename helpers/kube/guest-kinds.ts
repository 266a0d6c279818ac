/** A kind of objects, as the API serves it. */
export interface ServedKind {
  apiVersion: string;
  /** Its name in paths and rules: "peerauthentications". */
  resource: string;
  kind: string;
}

const kinds = (apiVersion: string, table: Record<string, string>): ServedKind[] =>
  Object.entries(table).map(([resource, kind]) => ({ apiVersion, resource, kind }));

/**
 * The kinds that pages put on a cluster in namespaces: what an inventory of somebody's cluster looks at, where pages work.
 * What these make in their turn (ReplicaSets, Pods, EndpointSlices) is owned by them, and goes with them.
 */
export const guestKinds: readonly ServedKind[] = [
  ...kinds("v1", {
    services: "Service",
    serviceaccounts: "ServiceAccount",
    secrets: "Secret",
    configmaps: "ConfigMap",
  }),
  ...kinds("apps/v1", { deployments: "Deployment" }),
  ...kinds("networking.k8s.io/v1", { networkpolicies: "NetworkPolicy" }),
  ...kinds("security.istio.io/v1", {
    peerauthentications: "PeerAuthentication",
    authorizationpolicies: "AuthorizationPolicy",
  }),
  ...kinds("networking.istio.io/v1", {
    gateways: "Gateway",
    virtualservices: "VirtualService",
    destinationrules: "DestinationRule",
    serviceentries: "ServiceEntry",
    sidecars: "Sidecar",
  }),
  ...kinds("gateway.networking.k8s.io/v1", { gateways: "Gateway", httproutes: "HTTPRoute", tlsroutes: "TLSRoute" }),
  ...kinds("gateway.networking.k8s.io/v1alpha2", { tlsroutes: "TLSRoute" }),
];

/** Path of a kind's list in a namespace, for a GET. */
export function listPath({ apiVersion, resource }: ServedKind, namespace: string): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}/namespaces/${namespace}/${resource}`;
}
