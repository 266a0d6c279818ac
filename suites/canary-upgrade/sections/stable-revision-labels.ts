import { describe } from "vitest";
import { expectPrinted } from "#fixtures";
import { sleepMovedBack, stableTagOld, stableTagToCanary, servingKilled } from "../mutants/index.ts";
import { nothingLostOnTheWayTo } from "../claims.ts";
import { documented, type Upgrade } from "../page.ts";
import { expectProxies } from "../../upgrade/proxies.ts";
import { reach } from "../stages.ts";

describe("Stable revision labels", () => {
  documented(
    {
      id: "stable-revision-labels/by-tag",
      claim:
        "a namespace's tag decides which control plane its pods have: app-ns-1 and app-ns-2 the old, app-ns-3 the canary",
      blocks: [
        "stable-revision-labels/two-revisions",
        "stable-revision-labels/tags",
        "stable-revision-labels/namespaces",
        "stable-revision-labels/sleep",
        "stable-revision-labels/proxies-before",
      ],
      prints: "sleep.app-ns-3 with the new istiod, sleep.app-ns-1 and sleep.app-ns-2 with the old",
      breaks: [{ ...stableTagToCanary, failsWith: /seen “sleep-….app-ns-1 of istiod-canary/ }],
      errata: ["proxy-status-of-one-revision"],
    },
    async (state) => {
      await reach(state, "tagged");
      await expectProxies(state, "canary", "\\.app-ns-", "sleep-….app-ns-3 of istiod-canary-…, new");
      await expectProxies(
        state,
        "default",
        "\\.app-ns-",
        `sleep-….app-ns-1 of istiod-…, old
sleep-….app-ns-2 of istiod-…, old`,
      );
    },
  );

  documented(
    {
      id: "stable-revision-labels/tag-moved",
      claim: "the tag prod-stable moved to the canary, and its namespaces with it: one command for all of them",
      blocks: ["stable-revision-labels/overwrite"],
      prints: "istioctl tag set prod-stable --revision 1-10-0 --overwrite",
      breaks: [{ ...stableTagOld, failsWith: /prod-stable +default/ }],
    },
    async (state) => {
      await reach(state, "retagged");
      expectPrinted(
        await tagsOf(state),
        `prod-canary canary app-ns-3
prod-stable canary app-ns-1,app-ns-2`,
      );
    },
  );

  documented(
    {
      id: "stable-revision-labels/restarted-on-canary",
      claim: "once restarted, the pods of all three namespaces have the canary and the new version",
      blocks: ["stable-revision-labels/restart", "stable-revision-labels/proxies-after"],
      prints: "sleep of app-ns-1, app-ns-2 and app-ns-3 with the new istiod",
      breaks: [{ ...sleepMovedBack, failsWith: /not seen .*app-ns-1/ }],
      errata: ["proxy-status-of-one-revision"],
    },
    async (state) => {
      await reach(state, "retagged");
      await expectProxies(
        state,
        "canary",
        "\\.app-ns-",
        `sleep-….app-ns-1 of istiod-canary-…, new
sleep-….app-ns-2 of istiod-canary-…, new
sleep-….app-ns-3 of istiod-canary-…, new`,
      );
    },
  );

  documented(
    {
      id: "stable-revision-labels/nothing-lost",
      claim: "while tags are made and moved, no request is lost",
      blocks: ["stable-revision-labels/tags", "stable-revision-labels/overwrite"],
      prints: "istioctl tag set prod-stable --revision 1-10-0 --overwrite",
      breaks: [{ ...servingKilled("retagged"), failsWith: /requests were lost/ }],
    },
    async (state) => {
      await nothingLostOnTheWayTo(state, "tagged");
      await nothingLostOnTheWayTo(state, "retagged");
    },
  );
});

/** The page's own tags, as `istioctl tag list` prints them, a blank between two columns. */
async function tagsOf({ terminal }: Upgrade): Promise<string> {
  const { text } = await terminal.run("istioctl tag list");
  const rows = text.split("\n").filter((line) => line.startsWith("prod-"));
  return rows.map((row) => row.trim().replaceAll(/\s+/g, " ")).join("\n");
}
