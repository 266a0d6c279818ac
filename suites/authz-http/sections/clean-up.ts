import { describe } from "vitest";
import { compareInventories, expectNothing, expectPrinted, holds, takeInventory } from "#fixtures";
import { resourcesOfOthers } from "../../pages.ts";
import { shows, whole } from "../claims.ts";
import { policyLeftBehind, policyRemovedBefore } from "../mutants/index.ts";
import { documented, name, type AuthzHttp } from "../page.ts";
import { policies } from "../resources.ts";
import { at } from "../steps.ts";
import { visit } from "../traffic.ts";

describe("Clean up", () => {
  documented(
    {
      id: "clean-up/as-before",
      claim:
        "the page's clean-up finds the five policies, leaves the cluster as it was, and the whole product page is shown",
      blocks: ["clean-up/1"],
      prints: "kubectl delete authorizationpolicy.security.istio.io/<name>, of five policies",
      breaks: [
        {
          ...policyLeftBehind,
          failsWith: /left behind: AuthorizationPolicy\.security\.istio\.io default\/left-of-authorization/,
        },
        { ...policyRemovedBefore, failsWith: /authorizationpolicies\.security\.istio\.io "ratings-viewer" not found/ },
      ],
    },
    async (state) => {
      await at(state, "ratings-viewer");
      const printed = await cleanUp(state);
      // kubectl says since 1.33 from which namespace.
      expectPrinted(
        printed.replaceAll(/ from \S+ namespace$/gm, ""),
        `authorizationpolicy.security.istio.io "allow-nothing" deleted
authorizationpolicy.security.istio.io "productpage-viewer" deleted
authorizationpolicy.security.istio.io "details-viewer" deleted
authorizationpolicy.security.istio.io "reviews-viewer" deleted
authorizationpolicy.security.istio.io "ratings-viewer" deleted
`,
      );
      expectNothing(
        compareInventories(state.before, await takeInventory(state.kube), resourcesOfOthers(name)),
        "the cluster as it was before the page's first policy",
      );
      await holds(
        (count) => visit(state, count),
        (seen) => shows(seen, whole),
      );
    },
  );
});

/** The page's own clean-up, its commands in its order. */
async function cleanUp(state: AuthzHttp): Promise<string> {
  state.step = "none";
  let printed = "";
  for (const policy of policies) {
    const { text } = await state.terminal.run(`kubectl delete authorizationpolicy.security.istio.io/${policy}`);
    printed += text;
  }
  return printed;
}
