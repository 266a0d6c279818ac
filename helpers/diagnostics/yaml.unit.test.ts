import { expect, test } from "vitest";
import { asYaml } from "./yaml.ts";

test("apiVersion and kind come first, status last; what says nothing is left out, and a date is a date", () => {
  const pod = {
    status: { phase: "Running", podIP: null },
    metadata: { uid: "1", creationTimestamp: new Date("2026-11-20T12:00:00Z"), namespace: "test", name: "one" },
    spec: { containers: [{ name: "one", command: undefined }] },
    kind: "Pod",
    apiVersion: "v1",
  };
  expect(asYaml([pod as never, { apiVersion: "v1", kind: "Service", metadata: { name: "two" } }])).toBe(
    `apiVersion: v1
kind: Pod
metadata:
  name: one
  namespace: test
  uid: "1"
  creationTimestamp: 2026-11-20T12:00:00.000Z
spec:
  containers:
    - name: one
status:
  phase: Running
---
apiVersion: v1
kind: Service
metadata:
  name: two
`,
  );
});

test("a long text is cut, and a key in it is none", () => {
  const key = `-----BEGIN PRIVATE KEY-----\n${"A".repeat(64)}\n-----END PRIVATE KEY-----`;
  const text = asYaml([
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "one" },
      data: { template: `${key}${"x".repeat(3_000)}` },
    },
  ]);
  expect(text).toMatch(/\[\d+ more characters\]/);
  expect(text).toContain("[private key removed]");
  expect(text.length).toBeLessThan(1_300);
});
