import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { expect, test } from "vitest";
import { fieldsOf } from "./fields.ts";

const manifest = `# why
apiVersion: v1
kind: Service
metadata:
  name: httpbin
  namespace: test
  labels:
    app: httpbin
spec:
  ports:
    - port: 8000
      name: http
      protocol: TCP
      targetPort: 8000
  selector:
    app: httpbin
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: gateway
spec:
  servers:
    - hosts: ["a.example", "b.example"]
      tls: { mode: SIMPLE }
`;

test("each value is a field, and each word of a list; what an object is found by is none, nor a default", () => {
  expect(fieldsOf(manifest).map(({ name, line }) => `${line} ${name}`)).toEqual([
    "8 metadata.labels.app: httpbin of Service test/httpbin",
    "11 spec.ports[0].port: 8000 of Service test/httpbin",
    "12 spec.ports[0].name: http of Service test/httpbin",
    "16 spec.selector.app: httpbin of Service test/httpbin",
    "24 spec.servers[0].hosts[0]: a.example of Gateway gateway",
    "24 spec.servers[0].hosts[1]: b.example of Gateway gateway",
    "25 spec.servers[0].tls.mode: SIMPLE of Gateway gateway",
  ]);
});

test("the manifest without a field has all the others, and what would be empty goes with it", () => {
  const fields = fieldsOf(manifest);
  const objects = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as Record<string, never>);
  const [service, gateway] = objects(fields.find(({ name }) => name.startsWith("spec.selector"))!.without);
  expect(service!.spec).not.toHaveProperty("selector");
  expect(service!.spec).toHaveProperty("ports");
  expect(gateway).toEqual(objects(manifest)[1]);
  const withoutTls = objects(fields.at(-1)!.without);
  expect(withoutTls[0]).toEqual(objects(manifest)[0]);
  expect(withoutTls[1]).toHaveProperty("spec.servers", [{ hosts: ["a.example", "b.example"] }]);
});

test("a comment stays", () => {
  expect(fieldsOf(manifest)[0]!.without).toContain("# why");
});

test("a page's own manifest: each field once, and the text without it is another", () => {
  const text = readFileSync(
    new URL("../../suites/mtls-migration/lock-down-by-namespace.strict.yaml", import.meta.url),
    "utf8",
  );
  const fields = fieldsOf(text);
  expect(fields).not.toEqual([]);
  expect(fields.every(({ without }) => without !== text)).toBe(true);
});
