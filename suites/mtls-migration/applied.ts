import type { AnyObject, Kube } from "#fixtures";

/** All that may decide over a request of this page, beside the page's own two policies: kinds and where they are listed. */
const deciding = {
  PeerAuthentication: "/apis/security.istio.io/v1/peerauthentications",
  AuthorizationPolicy: "/apis/security.istio.io/v1/authorizationpolicies",
  DestinationRule: "/apis/networking.istio.io/v1/destinationrules",
  NetworkPolicy: "/apis/networking.k8s.io/v1/networkpolicies",
};

/** What is applied in the whole mesh, for a failure's reader: the cause is most often among it. */
export async function applied(kube: Kube): Promise<string> {
  const lists = await Promise.all(
    Object.entries(deciding).map(async ([kind, path]) => {
      const { items } = await kube.get<{ items: AnyObject[] }>(path);
      return items.map(
        ({ metadata, spec }) => `${kind} ${metadata?.namespace}/${metadata?.name} ${JSON.stringify(spec)}`,
      );
    }),
  );
  return `applied in the mesh: ${lists.flat().join(", ") || "no policy and no DestinationRule"}`;
}
