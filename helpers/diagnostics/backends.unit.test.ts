import { expect, test } from "vitest";
import { backendsOf } from "./backends.ts";
import type { Facts } from "./facts.ts";
import type { Subject } from "./subject.ts";

const labels = { "kubernetes.io/service-name": "httpbin" };
const slice = (lists: object) => ({
  kind: "EndpointSlice",
  metadata: { name: "s", namespace: "foo", labels },
  ...lists,
});

const subject = {
  service: { kind: "Service", metadata: { name: "httpbin", namespace: "foo" } },
  servicePort: { name: "http", port: 8000 },
  pods: [],
} as unknown as Subject;

const factsWith = (object: object) => ({ objects: [object] }) as unknown as Facts;

test("a Service without pods has an EndpointSlice whose lists are null", () => {
  expect(backendsOf(factsWith(slice({ endpoints: null, ports: null })), subject)).toEqual([]);
  expect(backendsOf(factsWith(slice({ endpoints: null, ports: [{ name: "http", port: 80 }] })), subject)).toEqual([]);
});

test("an endpoint that is ready is one, with who made its EndpointSlice", () => {
  const lists = { endpoints: [{ addresses: ["10.0.0.1"] }], ports: [{ name: "http", port: 80 }] };
  expect(backendsOf(factsWith(slice(lists)), subject)).toEqual([
    { endpoint: "10.0.0.1:80", slice: "s", selected: false },
  ]);
});
