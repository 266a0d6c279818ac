import { expect } from "vitest";
import {
  analyze,
  control,
  httpsRequest,
  istioctl,
  parseTable,
  until,
  type HttpsOutcome,
  type HttpsRequest,
  type Kube,
} from "#fixtures";
import { host } from "./certificates.ts";
import type { BlogTls } from "./page.ts";
import { ref } from "./resources.ts";

/**
 * Requests from outside the cluster, that many side by side: from this process to the node's address, each on a
 * connection of its own. They trust the root of the page's certificate and no other.
 */
export function fromOutside(
  state: BlogTls,
  count: number,
  path = "/status/200",
  options: Partial<HttpsRequest> = {},
): Promise<HttpsOutcome[]> {
  return Promise.all(Array.from({ length: count }, () => onceFromOutside(state, path, options)));
}

/** One such request. */
export function onceFromOutside(
  { ingress: { address, https: port }, certificates }: BlogTls,
  path = "/status/200",
  options: Partial<HttpsRequest> = {},
): Promise<HttpsOutcome> {
  return httpsRequest({
    url: `https://${host}${path}`,
    connectTo: { address, port },
    ca: certificates.first.ca,
    ...options,
  });
}

/** Claim: httpbin's answer, over HTTP/2. */
export function answers200({ text }: HttpsOutcome): void {
  expect(text).toBe("HTTP/2 200 over TLSv1.3, certificate of CN=httpbin.example.com");
}

/** Control: the ingress gateway is up and can be reached at the node's address; only the claim's port is refused. */
export function gatewayIsReady({ unmeshed, ingress: { address, status } }: BlogTls) {
  return control(
    "the ingress gateway's readiness, over the node's address",
    () => unmeshed.run(`curl -sS -o /dev/null -w '%{http_code}' http://${address}:${status}/healthz/ready`),
    ({ text }) => expect(text).toBe("200"),
  );
}

/** Control: httpbin answers, from inside the mesh. */
export function httpbinAnswersInside({ client }: BlogTls) {
  return control(
    "httpbin from inside the mesh",
    () => client.run("curl -sS -o /dev/null -w '%{http_code}' http://httpbin:8000/status/200"),
    ({ text }) => expect(text).toBe("200"),
  );
}

/** The headers that httpbin got, from its own answer on /headers. */
export function seenByHttpbin(seen: HttpsOutcome): Record<string, string[]> {
  expect(seen.outcome, seen.text).toBe("answer");
  const { body } = seen as Extract<HttpsOutcome, { outcome: "answer" }>;
  return (JSON.parse(body) as { headers: Record<string, string[]> }).headers;
}

/** What tells one run of the gateway's pods from another. */
export async function gatewayPods(kube: Kube): Promise<{ name: string; uid: string; restarts: number }[]> {
  const pods = await kube.list("v1", "Pod", "istio-system", "app=istio-ingressgateway");
  return pods.map(({ metadata, status }) => {
    const { containerStatuses = [] } = status as { containerStatuses?: { restartCount: number }[] };
    const restarts = containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
    return { name: metadata!.name!, uid: metadata!.uid!, restarts };
  });
}

/** Resource name to status, as `istioctl proxy-config secret` prints them. */
export async function secretsOfGateway({ kube, target }: BlogTls): Promise<Map<string, string>> {
  const [pod] = await gatewayPods(kube);
  const rows = parseTable(await istioctl(target, ["proxy-config", "secret", `${pod!.name}.istio-system`]));
  return new Map(rows.map((row) => [row["RESOURCE NAME"]!, row.STATUS!]));
}

/** Waits until the route is there again: what a check has changed must not reach the next one. */
export async function routedAgain(state: BlogTls): Promise<void> {
  const routed = (seen: HttpsOutcome) => seen.outcome === "answer" && seen.status !== 404;
  await until("the route to httpbin back", () => onceTrue(state, routed), { within: 20_000 });
}

/** For `until`: is the answer from outside a wanted one now? */
export async function onceTrue(state: BlogTls, wanted: (seen: HttpsOutcome) => boolean): Promise<true | undefined> {
  return wanted(await onceFromOutside(state)) ? true : undefined;
}

/** What istioctl and istiod say about a secret that the Gateway names, a line each. */
export async function reportedByIstio(state: BlogTls, credentialName: string): Promise<string[]> {
  const { kube, target } = state;
  const [pod] = await gatewayPods(kube);
  const [secrets, listeners, findings] = await Promise.all([
    secretsOfGateway(state),
    istioctl(target, ["proxy-config", "listener", `${pod!.name}.istio-system`]).then(parseTable),
    analyze(target, "default"),
  ]);
  const ours = findings.filter(({ origin }) => origin === `Gateway default/${ref.gateway.metadata.name}`);
  return [
    `secret kubernetes://${credentialName}: ${secrets.get(`kubernetes://${credentialName}`) ?? "not asked for"}`,
    `listener on 8443: ${listeners.some(({ PORT }) => PORT === "8443") ? "active" : "none"}`,
    ...ours.map(({ level, code, message }) => `${level} ${code}: ${message}`),
  ];
}
