import { describe, expect } from "vitest";
import { compareInventories, takeInventory } from "#fixtures";
import { policyLeftBehind } from "./mutants.ts";
import { documented, lockDown, removeExample } from "./page.ts";

describe("Clean up the example", () => {
  documented(
    {
      id: "clean-up/inventory-equals-before",
      claim: "after the page's clean-up the cluster is as it was before, all API kinds counted",
      blocks: ["clean-up/policies", "clean-up/namespaces"],
      prints:
        "kubectl delete peerauthentication -n foo default, -n istio-system default; kubectl delete ns foo bar legacy",
      breaks: [
        { ...policyLeftBehind, says: /left behind: PeerAuthentication\.security\.istio\.io default\/left-behind/ },
      ],
      errata: ["clean-up-title", "namespaces-deleted"],
    },
    async (state) => {
      await lockDown(state, "mesh");
      await removeExample(state.kube);
      const differences = compareInventories(state.before, await takeInventory(state.kube));
      expect(differences, differences.join(", ")).toEqual([]);
    },
  );
});
