import { expect, test } from "vitest";
import { appliedByKubectl, replacementFor } from "./kubectl-object.ts";

const note = { "kubectl.kubernetes.io/last-applied-configuration": "{}" };
const policy = { apiVersion: "security.istio.io/v1", kind: "PeerAuthentication", metadata: { name: "default" } };
const there = { ...policy, metadata: { name: "default", resourceVersion: "7", annotations: { ...note, other: "x" } } };

test("what kubectl has applied is known by its own note", () => {
  expect(appliedByKubectl(there)).toBe(true);
  expect(appliedByKubectl(policy)).toBe(false);
  expect(appliedByKubectl(undefined)).toBe(false);
});

test("what is written in its place is what is given, of the version that was seen, with kubectl's note", () => {
  expect(replacementFor(there, { ...policy, spec: { mtls: { mode: "STRICT" } } })).toEqual({
    ...policy,
    metadata: { name: "default", resourceVersion: "7", annotations: note },
    spec: { mtls: { mode: "STRICT" } },
  });
});
