import { expect, test } from "vitest";
import { parse } from "yaml";
import { sampleCheck, sampleRun } from "../samples.ts";
import { conformanceReport } from "./gateway-api.ts";

const versions = { ...sampleRun().versions!, gatewayApi: "v1.5.1 (experimental)" };

test("a run is told page by page, with what the form has no field for above it", () => {
  const text = conformanceReport(sampleRun({ versions, deselected: ["page-two/all/other", "page-three/a/b"] }), ["@x"]);
  expect(text.split("\n").slice(0, 6)).toEqual([
    "# Of meshproof: each profile is a document of Istio's, not one of Gateway API's own profiles.",
    "# Data plane: upstream Envoy 1.39.3, without Istio's own filters. Target: kind cluster meshproof.",
    "",
    "apiVersion: gateway.networking.k8s.io/v1",
    "kind: ConformanceReport",
    "date: 2026-01-02T03:05:12.000Z",
  ]);
  expect(parse(text)).toMatchObject({
    gatewayAPIVersion: "v1.5.1",
    gatewayAPIChannel: "experimental",
    implementation: { version: "1.31 (commit eed52ebb66ad, 2026-08-27)", contact: ["@x"] },
    profiles: [
      {
        name: "page-one",
        summary: "3 documented claims: 1 conformant, 1 nonconformant, 1 inconclusive.",
        core: {
          result: "failure",
          statistics: { Passed: 1, Skipped: 0, Failed: 2 },
          failedTests: ["page-one/outside/mtls", "page-one/outside/plain-http"],
        },
      },
      {
        name: "page-two",
        summary: "2 documented claims: 1 skipped, 1 not selected.",
        core: {
          result: "partial",
          statistics: { Passed: 0, Skipped: 2, Failed: 0 },
          skippedTests: ["page-two/all/other", "page-two/all/policy"],
        },
      },
    ],
  });
});

test("a page of which all held is a success, unless something failed outside of its checks", () => {
  const run = sampleRun({ versions, checks: [sampleCheck()] });
  const resultOf = (text: string) =>
    (parse(text) as { profiles: { core: { result: string } }[] }).profiles[0]!.core.result;
  expect(resultOf(conformanceReport(run, ["@x"]))).toBe("success");
  const failed = conformanceReport({ ...run, failures: [{ what: "the node\nwent", hint: "h" }] }, ["@x"]);
  expect(resultOf(failed)).toBe("partial");
  expect(failed).toContain("# Failure outside of any check: the node\n");
});

test("a run without versions or checks has no such form", () => {
  expect(() => conformanceReport(sampleRun({ versions: null }), ["@x"])).toThrow(/target was not prepared/);
  const none = { ...versions, gatewayApi: "not installed" };
  expect(() => conformanceReport(sampleRun({ versions: none }), ["@x"])).toThrow(/its Gateway API is "not installed"/);
  expect(() => conformanceReport(sampleRun({ versions, checks: [] }), ["@x"])).toThrow(/no checks/);
});
