import { describe, expect, it } from "vitest";
import type { Kube } from "#helpers/kube/client";
import { kubectlGet, kubectlGetAllNamespaces } from "./kubectl.ts";

const columnDefinitions = [
  { name: "Name", priority: 0 },
  { name: "Mode", priority: 0 },
  { name: "Selector", priority: 1 },
];

function clusterWith(rows?: { cells: unknown[]; object: { metadata: { namespace: string } } }[]): Kube {
  return { get: async () => ({ columnDefinitions, rows }) } as unknown as Kube;
}

const policies = clusterWith([
  { cells: ["default", "STRICT", "-"], object: { metadata: { namespace: "istio-system" } } },
  { cells: ["legacy-too", "PERMISSIVE", "-"], object: { metadata: { namespace: "foo" } } },
]);

describe("kubectlGetAllNamespaces", () => {
  it("says so where there is nothing, as kubectl does", async () => {
    expect(await kubectlGetAllNamespaces(clusterWith(), "/apis/x/v1/things")).toBe("No resources found\n");
    expect(await kubectlGetAllNamespaces(clusterWith([]), "/apis/x/v1/things")).toBe("No resources found\n");
  });

  it("prints the namespace first, and no column of kubectl's wide output", async () => {
    expect(await kubectlGetAllNamespaces(policies, "/apis/x/v1/things")).toBe(
      "NAMESPACE      NAME         MODE\nistio-system   default      STRICT\nfoo            legacy-too   PERMISSIVE\n",
    );
  });
});

describe("kubectlGet", () => {
  it("gives the cells by column", async () => {
    const rows = await kubectlGet(policies, "/apis/x/v1/things");
    expect(rows.map(({ NAME, MODE }) => `${NAME} ${MODE}`)).toEqual(["default STRICT", "legacy-too PERMISSIVE"]);
  });
});
