import { createNamespace, deployed, sample, type PageScope, type Terminal } from "#fixtures";
import { manifest, namespaces } from "./page.ts";

/*
 * What the requests are for: the sample httpbin in test-ns, as it is, and beside it `serving`, the same image, which goes on
 * answering for some seconds after its pod is told to end, as Kubernetes asks of whoever wants to lose nothing.
 */

/** Namespaces, servers, and the route of the ingress gateway. */
export async function deployServers(scope: PageScope, terminal: Terminal): Promise<void> {
  await createNamespace(scope, "test-ns", { "istio-injection": "enabled" });
  // The page makes these by itself; what is left of them goes with the page.
  for (const namespace of namespaces.slice(1)) scope.defer(`namespace ${namespace}`, () => gone(terminal, namespace));
  await terminal.write("samples/httpbin/httpbin.yaml", sample("httpbin"));
  await terminal.must("kubectl apply -n test-ns -f samples/httpbin/httpbin.yaml");
  await terminal.must("kubectl apply -n test-ns -f -", manifest("serving"));
  for (const app of ["httpbin", "serving", "strict"]) await deployed(scope.kube, { namespace: "test-ns", app });
}

async function gone(terminal: Terminal, namespace: string): Promise<void> {
  await terminal.must(`kubectl delete ns ${namespace} --ignore-not-found --timeout=60s`);
}
