import { describe } from "vitest";
import { expectPrinted } from "#fixtures";
import { crdTooOld } from "../mutants/index.ts";
import { documented } from "../page.ts";

describe("Before you upgrade", () => {
  documented(
    {
      id: "before-you-upgrade/precheck",
      claim: "the new istioctl finds nothing that stands in the way of the upgrade",
      blocks: ["before-you-upgrade/precheck"],
      prints: "✔ No issues found when checking the cluster. Istio is safe to install or upgrade!",
      breaks: [{ ...crdTooOld, failsWith: /Issues found when checking the cluster/ }],
      errata: ["precheck-period"],
    },
    async ({ terminal }) => {
      const { text } = await terminal.run("istioctl x precheck");
      expectPrinted(
        text,
        `✔ No issues found when checking the cluster. Istio is safe to install or upgrade!
  To get started, check out https://istio.io/latest/docs/setup/getting-started/.
`,
      );
    },
  );
});
