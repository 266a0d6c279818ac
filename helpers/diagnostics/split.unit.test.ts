import { expect, test } from "vitest";
import type { AnyObject } from "#helpers/kube/objects";
import { explain } from "./causes.ts";
import type { Facts, Sent } from "./facts.ts";

/* Requests some of which take another way, and policies that spare a port: what is told of them. */

const host = "edition.cnn.com";
const gateway = "outbound|80|cnn|istio-egressgateway.istio-system.svc.cluster.local";
const at = "2026-11-27T13:00:00.000Z";

const pod = (name: string, containers: string[]): AnyObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name,
    namespace: name.startsWith("istiod") ? "istio-system" : "default",
    labels: { app: name.split("-")[0]! },
  },
  spec: { containers: containers.map((each) => ({ name: each, image: "" })) },
  status: { conditions: [{ type: "Ready", status: "True" }] },
});

/** A line of a sidecar's access log, as Istio's default format has it. */
function line(cluster: string): string {
  const upstream = cluster === gateway ? "10.244.0.9:8080" : "172.18.0.3:80";
  return `[${at}] "GET /politics HTTP/1.1" 301 - via_upstream - "-" 0 0 3 2 "-" "curl/8.14.1" "a-b-c" "${host}" "${upstream}" ${cluster} 10.244.0.7:50482 172.18.0.3:80 10.244.0.7:36354 - -`;
}

function factsOf(
  check: Partial<Facts["check"]>,
  objects: AnyObject[],
  clusters: string[],
  text = "HTTP/1.1 301 Moved\n",
): Facts {
  const command = `curl -sSL -o /dev/null -D - http://${host}/politics`;
  const sent: Sent = { at, namespace: "default", pod: "curl-1", container: "curl", command, text, exitCode: 0 };
  return {
    check: {
      id: "page/a/b",
      title: "through the egress gateway",
      prints: "301",
      verdict: "nonconformant",
      reason: "no",
      ...check,
    },
    began: at,
    failed: at,
    namespaces: ["default"],
    sent: [sent],
    objects: [pod("curl-1", ["curl", "istio-proxy"]), pod("istiod-1", ["discovery"]), ...objects],
    proxies: [],
    accessLogs: [{ proxy: "default/curl-1", lines: clusters.map(line) }],
    refusals: [],
    events: [],
    analyzer: [],
  };
}

const virtualService = (weights: [host: string, weight: number][]): AnyObject => ({
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name: "through-gateway", namespace: "default" },
  spec: {
    hosts: [host],
    http: [{ route: weights.map(([each, weight]) => ({ destination: { host: each }, weight })) }],
  },
});

const direct = `outbound|80||${host}`;
const mostly = [...Array<string>(9).fill(gateway), direct];

test("a weight past the gateway: the route, its weights, and how many went which way", () => {
  const service = virtualService([
    ["istio-egressgateway.istio-system.svc.cluster.local", 90],
    [host, 10],
  ]);
  const [first] = explain(factsOf({}, [service], mostly)).causes;
  expect(first).toMatchObject({ rule: "split-route" });
  expect(first?.cause).toBe(
    `The client's sidecar sends some of the requests for ${host} past the gateway: VirtualService default/through-gateway parts them ` +
      `between istio-egressgateway.istio-system.svc.cluster.local (weight 90) and ${host} (weight 10); of 10 in the log of default/curl-1, 9 to ${gateway}, 1 to ${direct}.`,
  );
});

test("two routes for one host are named, both", () => {
  const [one, other] = [virtualService([["a", 100]]), virtualService([["b", 100]])];
  other.metadata!.name = "another";
  const [first] = explain(factsOf({}, [one, other], mostly)).causes;
  expect(first?.cause).toContain(
    "VirtualService default/through-gateway, VirtualService default/another all name the host",
  );
});

test("one way for all is no split: past the gateway is another cause, and through it is none", () => {
  const rules = (clusters: string[]) => explain(factsOf({}, [], clusters)).causes.map(({ rule }) => rule);
  expect(rules([direct, direct])).toEqual(["past-the-gateway"]);
  expect(rules([gateway, gateway])).toEqual([]);
});

const policy = (egress: object[]): AnyObject => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "egress", namespace: "default" },
  spec: { podSelector: {}, policyTypes: ["Egress"], egress },
});

const blocked = { title: "under the policy its connection times out", prints: "connect failed: Connection timed out" };

test("a policy that spares one port: the policy and the port", () => {
  const [first] = explain(factsOf(blocked, [policy([{ ports: [{ protocol: "TCP", port: 80 }] }])], [])).causes;
  expect(first?.cause).toBe(
    `NetworkPolicy default/egress allows the egress of curl-1 in default, of which it spares port 80, to http://${host}:80.`,
  );
});

test("a policy that spares another port, or lets through to pods alone, is not to blame", () => {
  const rules = (egress: object[]) => explain(factsOf(blocked, [policy(egress)], [])).causes.map(({ rule }) => rule);
  expect(rules([{ ports: [{ protocol: "UDP", port: 53 }] }])).toEqual([]);
  expect(rules([{ to: [{ namespaceSelector: {} }] }])).toEqual([]);
});

test("a policy blocks where it allows nothing; where its rules decide, that is all that is said", () => {
  const facts = (egress: object[]) => {
    const text = "curl: (28) Connection timed out after 2002 milliseconds\ncommand terminated with exit code 28\n";
    const { sent, ...all } = factsOf({ title: "it answers 200" }, [policy(egress)], [], text);
    return { ...all, sent: sent.map((each) => ({ ...each, exitCode: 28 })) };
  };
  expect(explain(facts([])).causes[0]?.cause).toMatch(/^NetworkPolicy default\/egress blocks the traffic/);
  expect(explain(facts([{ ports: [{ port: 53 }] }])).causes[0]?.cause).toMatch(
    /^NetworkPolicy default\/egress restricts/,
  );
});
