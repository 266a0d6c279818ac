import { expect, test } from "vitest";
import { sampleDeclaration } from "#reporting/samples";
import { doctorExitCode, foundText, pagesText, rightsText } from "./doctor-text.ts";

const skip = { reason: "set it on istiod", condition: "context c", reference: "docs/a.md#b" };
const checks = [
  sampleDeclaration({ id: "a/s/1", page: "a", needs: ["sidecar-ingress-tls"] }),
  sampleDeclaration({ id: "b/s/1", page: "b" }),
  sampleDeclaration({ id: "b/s/2", page: "b", needs: ["mesh-removal"] }),
];
const missing = { "sidecar-ingress-tls": skip, "mesh-removal": skip };

test("what is there and what is not, with what mends it", () => {
  const lines = foundText(missing).split("\n");
  expect(lines[0]).toMatch(/^✗ sidecar-ingress-tls +set it on istiod$/);
  expect(lines.find((line) => line.includes("ingress-gateway"))).toMatch(/^✓ ingress-gateway +Istio's ingress gateway/);
});

test("a right that is missing is named once, with every page that needs it", () => {
  expect(rightsText([])).toContain("✓ rights");
  const denied = ["a", "b"].map((page) => ({ right: "create pods/exec", pages: [page] }));
  const more = [...denied, { right: "get pods/exec", pages: ["a"] }];
  expect(rightsText(more)).toMatch(/^✗ right +create, get pods\/exec: a, b\n.*`npm run rbac`/);
  expect(rightsText([{ right: "list pods", pages: undefined }])).toContain("list pods: every page");
});

test("a page with how many of its checks can be run, and why none", () => {
  const lines = pagesText(checks, missing).split("\n");
  expect(lines[0]).toMatch(/^✗ a +0 of 1 checks can be run: set it on istiod$/);
  expect(lines[1]).toMatch(/^✓ b +1 of 2 checks can be run$/);
  expect(pagesText(checks, { pages: { b: skip } })).toMatch(/✗ b +0 of 2/);
});

test("exit code: 0 all could be run, that Istio stays being no lack; 1 some; 2 none", () => {
  expect(doctorExitCode(checks, { "mesh-removal": skip })).toBe(0);
  expect(doctorExitCode(checks, missing)).toBe(1);
  expect(doctorExitCode(checks, { ...missing, pages: { b: skip } })).toBe(2);
});
