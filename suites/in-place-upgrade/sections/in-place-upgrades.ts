import { describe } from "vitest";
import { expectPrinted } from "#fixtures";
import { deploymentsOf, restoreMesh } from "../../upgrade/mesh.ts";
import { refusesRevisions } from "../mutants/index.ts";
import { documented } from "../page.ts";
import { expectDone } from "../istioctl-output.ts";

describe("In-place Upgrades", () => {
  documented(
    {
      id: "in-place-upgrades/by-revision-is-not-refused",
      claim:
        "what was installed by --revision is not refused, as the page has it: given that revision again, istioctl upgrade " +
        "moves it to the new version",
      blocks: ["upgrade-steps/upgrade"],
      prints: "an error, of which the page does not say more",
      breaks: [{ ...refusesRevisions, failsWith: /not seen .*✔ Installation complete/ }],
      errata: ["by-revision-is-not-refused"],
    },
    async (state) => {
      // The page's first check: all else is still as the mesh was installed, and is put back so.
      try {
        await state.terminal.must("$OLD_ISTIOCTL install -y -f by-revision.yaml $OLD_VALUES --revision=by-name");
        const again = "istioctl upgrade -y -f by-revision.yaml $NEW_VALUES --revision=by-name";
        const { text } = await state.terminal.run(again);
        expectDone(
          text,
          `✔ Installation complete
✔ Istio core installed
✔ Istiod installed`,
        );
        expectPrinted(
          await deploymentsOf(state),
          `istio-egressgateway old 1
istio-ingressgateway old 1
istiod old 1
istiod-by-name new 1`,
        );
      } finally {
        await restoreMesh(state);
      }
    },
  );
});
