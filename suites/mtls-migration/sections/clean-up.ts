import { describe } from "vitest";
import { compareInventories, expectNothing, expectPrinted, takeInventory } from "#fixtures";
import { policyLeftBehind, policyRemovedBefore } from "../mutants/index.ts";
import { cleanUp, deployedAgain, documented, lockDown } from "../page.ts";

describe("Clean up the example", () => {
  documented(
    {
      id: "clean-up/inventory-equals-before",
      needs: ["mesh-wide-policy"],
      claim:
        "the page's clean-up finds all that it deletes, and leaves the cluster as it was before, all API kinds counted",
      blocks: ["clean-up/policies", "clean-up/namespaces"],
      prints:
        "kubectl delete peerauthentication -n foo default, -n istio-system default; kubectl delete ns foo bar legacy",
      breaks: [
        {
          ...policyLeftBehind,
          failsWith: /left behind: PeerAuthentication\.security\.istio\.io default\/left-of-migration/,
        },
        { ...policyRemovedBefore, failsWith: /peerauthentications\.security\.istio\.io "default" not found/ },
      ],
      errata: ["clean-up-title", "namespaces-deleted"],
    },
    async (state) => {
      await deployedAgain(state);
      await lockDown(state, "mesh");
      const printed = await cleanUp(state);
      // kubectl says since 1.33 from which namespace.
      expectPrinted(
        printed.replaceAll(/ from \S+ namespace$/gm, ""),
        `peerauthentication.security.istio.io "default" deleted
peerauthentication.security.istio.io "default" deleted
namespace "foo" deleted
namespace "bar" deleted
namespace "legacy" deleted
`,
      );
      expectNothing(
        compareInventories(state.before, await takeInventory(state.kube)),
        "the cluster as it was before the page's first step",
      );
    },
  );
});
