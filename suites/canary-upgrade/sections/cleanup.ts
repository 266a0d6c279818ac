import { describe } from "vitest";
import { compareInventories, expectNothing, removeNamespace, takeInventory } from "#fixtures";
import { webhookLeftBehind } from "../mutants/index.ts";
import { documented, namespaces } from "../page.ts";
import { sources } from "../../upgrade/streams.ts";
import { reach } from "../stages.ts";

describe("Cleanup", () => {
  documented(
    {
      id: "cleanup/inventory-equals-before",
      claim: "there and back, and the page's namespaces gone, the cluster is as it was before, all API kinds counted",
      blocks: ["cleanup/namespaces"],
      prints: "kubectl delete ns istio-system test-ns app-ns-1 app-ns-2 app-ns-3",
      breaks: [{ ...webhookLeftBehind, failsWith: /left behind: .*istio-revision-tag-left/ }],
    },
    async (state) => {
      await reach(state, "rolled-back");
      const all = [...namespaces, ...sources.map(({ namespace }) => namespace)];
      for (const namespace of all) await removeNamespace(state.kube, namespace);
      expectNothing(
        compareInventories(state.before, await takeInventory(state.kube)),
        "the cluster as it was before the page's first step",
      );
    },
  );
});
