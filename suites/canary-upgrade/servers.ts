import {
  createAuthority,
  createNamespace,
  deployed,
  sample,
  tlsSecret,
  type PageScope,
  type Terminal,
} from "#fixtures";
import { manifest, namespaces } from "./resources.ts";

/*
 * What the requests are for: the sample httpbin in test-ns, as it is, and beside it `serving`, the same image, which goes on
 * answering for some seconds after its pod is told to end, as Kubernetes asks of whoever wants to lose nothing.
 */

/** The Deployments of test-ns. */
export const servers = ["httpbin", "serving", "strict", "tls"] as const;

/** Namespaces, servers, and the route of the ingress gateway. */
export async function deployServers(scope: PageScope, terminal: Terminal): Promise<void> {
  await createNamespace(scope, "test-ns", { "istio-injection": "enabled" });
  // The page makes these by itself; what is left of them goes with the page.
  for (const namespace of namespaces.slice(1)) scope.defer(`namespace ${namespace}`, () => gone(terminal, namespace));
  await terminal.write("samples/httpbin/httpbin.yaml", sample("httpbin"));
  await terminal.must("kubectl apply -n test-ns -f samples/httpbin/httpbin.yaml");
  const authority = await createAuthority("O=meshproof,CN=upgrade");
  const pair = await authority.issue("CN=tls.test-ns", ["tls.test-ns"], "02");
  await scope.kube.applyObject({ ...tlsSecret("tls", pair), metadata: { name: "tls", namespace: "test-ns" } });
  for (const name of ["serving", "sidecar-tls", "egress"]) {
    await terminal.must("kubectl apply -n test-ns -f -", manifest(name));
  }
  for (const app of servers) await deployed(scope.kube, { namespace: "test-ns", app });
}

async function gone(terminal: Terminal, namespace: string): Promise<void> {
  await terminal.must(`kubectl delete ns ${namespace} --ignore-not-found --timeout=60s`);
}
