import { describe } from "vitest";
import { expectRows } from "#fixtures";
import { canaryScaledToZero, defaultTagOld, servingKilled } from "../mutants/index.ts";
import { nothingLostOnTheWayTo } from "../claims.ts";
import { documented } from "../page.ts";
import { reach } from "../stages.ts";
import { expectProxies } from "../proxies.ts";

describe("Uninstall old control plane", () => {
  documented(
    {
      id: "uninstall-old-control-plane/only-canary",
      claim: "the old control plane is gone, and the canary alone is left",
      blocks: ["uninstall-old-control-plane/by-file", "uninstall-old-control-plane/pods"],
      prints: "one pod, istiod-canary-…, 1/1 Running",
      breaks: [{ ...canaryScaledToZero, says: /istiod-canary-…/ }],
    },
    async (state) => {
      await reach(state, "old-removed");
      const { text } = await state.terminal.run("kubectl get pods -n istio-system -l app=istiod");
      expectRows(
        text,
        `NAME                             READY   STATUS    RESTARTS   AGE
istiod-canary-55887f699c-t8bh8   1/1     Running   0          27m`,
      );
    },
  );

  documented(
    {
      id: "uninstall-old-control-plane/default-tag",
      claim:
        "the tag default leads to the canary: what is labelled istio-injection=enabled gets its sidecar from there",
      blocks: ["stable-revision-labels/default-tag"],
      prints: "istioctl tag set default --revision 1-10-0",
      breaks: [{ ...defaultTagOld, says: /not seen .*fortio-/ }],
      errata: ["default-tag-is-there"],
    },
    async (state) => {
      await reach(state, "old-removed");
      await expectProxies(state, "canary", "\\.traffic ", "fortio-….traffic of istiod-canary-…, new");
    },
  );

  documented(
    {
      id: "uninstall-old-control-plane/nothing-lost",
      claim: "while the old control plane is uninstalled, no request is lost",
      blocks: ["uninstall-old-control-plane/by-file"],
      prints: "istioctl uninstall -f manifests/profiles/default.yaml -y",
      breaks: [{ ...servingKilled, says: /requests were lost/ }],
    },
    (state) => nothingLostOnTheWayTo(state, "old-removed"),
  );
});
