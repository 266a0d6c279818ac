import type { Kube } from "#fixtures";

/** All that may decide over a request of this page, beside the page's own two policies. */
const deciding = [
  ["security.istio.io/v1", "PeerAuthentication"],
  ["security.istio.io/v1", "AuthorizationPolicy"],
  ["networking.istio.io/v1", "DestinationRule"],
  ["networking.k8s.io/v1", "NetworkPolicy"],
] as const;

/** What is applied in the whole mesh, for a failure's reader: the cause is most often among it. */
export async function applied(kube: Kube): Promise<string> {
  const lists = await Promise.all(
    deciding.map(async ([apiVersion, kind]) =>
      (await kube.list(apiVersion, kind)).map(
        ({ metadata, spec }) => `${kind} ${metadata?.namespace}/${metadata?.name} ${JSON.stringify(spec)}`,
      ),
    ),
  );
  return `applied in the mesh: ${lists.flat().join(", ") || "no policy and no DestinationRule"}`;
}
