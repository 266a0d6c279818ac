import {
  createAuthority,
  createNamespace,
  deployed,
  manifestsBeside,
  parseObjects,
  sample,
  tlsSecret,
  type PageScope,
} from "#fixtures";

/*
 * What the requests are for: the sample httpbin in test-ns, as it is, and beside it `serving`, the same image, which goes on
 * answering for some seconds after its pod is told to end, as Kubernetes asks of whoever wants to lose nothing.
 */

/** The Deployments of test-ns. */
export const servers = ["httpbin", "serving", "strict", "tls"] as const;

const manifest = manifestsBeside(import.meta.url);

/** By which requests to egress.test go through the egress gateway. */
export function egressRoute() {
  return parseObjects(manifest("egress"), "test-ns").find(({ kind }) => kind === "VirtualService")!;
}

/** The namespace test-ns, the servers, and the routes of both gateways. No page has them in a block: the API makes them. */
export async function deployServers(scope: PageScope): Promise<void> {
  const { kube } = scope;
  await createNamespace(scope, "test-ns", { "istio-injection": "enabled" });
  const authority = await createAuthority("O=meshproof,CN=upgrade");
  const pair = await authority.issue("CN=tls.test-ns", ["tls.test-ns"], "02");
  await kube.applyObject({ ...tlsSecret("tls", pair), metadata: { name: "tls", namespace: "test-ns" } });
  for (const text of [sample("httpbin"), ...["serving", "sidecar-tls", "egress"].map(manifest)]) {
    for (const object of parseObjects(text, "test-ns")) await kube.applyObject(object);
  }
  for (const app of servers) await deployed(kube, { namespace: "test-ns", app });
}
