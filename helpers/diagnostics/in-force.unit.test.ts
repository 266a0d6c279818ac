import { describe, expect, test } from "vitest";
import type { AnyObject } from "#helpers/kube/objects";
import type { Facts } from "./facts.ts";
import { destinationRulesFor, mtlsOn, networkPoliciesOn, serviceEntriesFor, sidecarIngress } from "./in-force.ts";
import { podsOf, selects } from "./views.ts";

const object = (kind: string, namespace: string, name: string, spec: object, age = "1"): AnyObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, namespace, creationTimestamp: `2026-11-20T12:00:0${age}Z` as unknown as Date },
  spec,
});
const pod: AnyObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "httpbin-1", namespace: "test", labels: { app: "httpbin" } },
  spec: { containers: [{ name: "httpbin" }], initContainers: [{ name: "istio-proxy" }] },
};
const withObjects = (...objects: AnyObject[]): Facts => ({ objects: [pod, ...objects] }) as unknown as Facts;
const policy = (namespace: string, spec: object, age?: string) =>
  object("PeerAuthentication", namespace, `p${age ?? ""}`, spec, age);
const strict = { mtls: { mode: "STRICT" } };
const ofWorkload = { selector: { matchLabels: { app: "httpbin" } } };

describe("the mTLS mode in force on a port", () => {
  const on = (...policies: AnyObject[]) => {
    const facts = withObjects(...policies);
    return mtlsOn(facts, podsOf(facts)[0]!, 9080);
  };

  test.each<[string, AnyObject[], ReturnType<typeof on>]>([
    ["none: the mesh's default", [], { mode: "PERMISSIVE" }],
    ["the mesh's", [policy("istio-system", strict)], { mode: "STRICT", by: "PeerAuthentication istio-system/p" }],
    [
      "the namespace's before the mesh's",
      [policy("istio-system", strict), policy("test", { mtls: { mode: "DISABLE" } })],
      { mode: "DISABLE", by: "PeerAuthentication test/p" },
    ],
    [
      "the workload's own before both",
      [policy("test", strict), policy("test", { ...ofWorkload, mtls: { mode: "PERMISSIVE" } }, "2")],
      { mode: "PERMISSIVE", by: "PeerAuthentication test/p2" },
    ],
    [
      "the port's before all",
      [policy("test", { ...ofWorkload, ...strict, portLevelMtls: { 9080: { mode: "DISABLE" } } })],
      { mode: "DISABLE", by: "PeerAuthentication test/p, port 9080" },
    ],
    [
      "UNSET says nothing",
      [policy("istio-system", strict), policy("test", { ...ofWorkload, mtls: { mode: "UNSET" } })],
      { mode: "STRICT", by: "PeerAuthentication istio-system/p" },
    ],
    [
      "the older of two",
      [policy("test", { mtls: { mode: "DISABLE" } }, "5"), policy("test", strict, "3")],
      { mode: "STRICT", by: "PeerAuthentication test/p3" },
    ],
    [
      "another workload's does not count",
      [policy("test", { selector: { matchLabels: { app: "curl" } }, ...strict })],
      { mode: "PERMISSIVE" },
    ],
  ])("%s", (_name, policies, expected) => expect(on(...policies)).toEqual(expected));
});

test("label selectors", () => {
  const labels = { app: "httpbin", version: "v1" };
  expect(selects({}, labels)).toBe(true);
  expect(selects({ matchLabels: { app: "httpbin", version: "v2" } }, labels)).toBe(false);
  const expression = (operator: string, values?: string[]) =>
    selects({ matchExpressions: [{ key: "version", operator, values }] }, labels);
  expect([
    expression("In", ["v1"]),
    expression("NotIn", ["v1"]),
    expression("Exists"),
    expression("DoesNotExist"),
  ]).toEqual([true, false, true, false]);
});

test("what else is in force", () => {
  const facts = withObjects(
    object("Sidecar", "test", "s", {
      workloadSelector: { labels: { app: "httpbin" } },
      ingress: [{ port: { number: 9080 }, tls: { mode: "SIMPLE" } }],
    }),
    object("NetworkPolicy", "test", "in", { podSelector: {} }),
    object("NetworkPolicy", "test", "out", { podSelector: {}, policyTypes: ["Egress"] }),
    object("DestinationRule", "test", "short", { host: "httpbin", trafficPolicy: { tls: { mode: "DISABLE" } } }),
    object("DestinationRule", "test", "wild", {
      host: "*.cnn.com",
      trafficPolicy: { portLevelSettings: [{ tls: { mode: "SIMPLE" } }] },
    }),
    object("ServiceEntry", "test", "cnn", { hosts: ["edition.cnn.com"] }),
  );
  const [httpbin] = podsOf(facts);
  expect(httpbin).toMatchObject({ sidecar: true, name: "httpbin-1" });
  expect(sidecarIngress(facts, httpbin!, 9080)).toMatchObject({ by: "Sidecar test/s", tls: { mode: "SIMPLE" } });
  expect(sidecarIngress(facts, httpbin!, 9081)).toBeUndefined();
  expect(networkPoliciesOn(facts, httpbin!, "Ingress")).toEqual(["NetworkPolicy test/in"]);
  expect(networkPoliciesOn(facts, httpbin!, "Egress")).toEqual(["NetworkPolicy test/out"]);
  expect(destinationRulesFor(facts, "httpbin.test.svc.cluster.local")).toEqual([
    { by: "DestinationRule test/short", mode: "DISABLE" },
  ]);
  expect(destinationRulesFor(facts, "edition.cnn.com")).toEqual([{ by: "DestinationRule test/wild", mode: "SIMPLE" }]);
  expect(serviceEntriesFor(facts, "edition.cnn.com")).toEqual([{ by: "ServiceEntry test/cnn", resolution: "NONE" }]);
});
