import { describe } from "vitest";
import { expectPrinted, expectRows } from "#fixtures";
import { canaryLikeOld, canaryScaledToZero, clientsWithoutSidecar, servingKilled } from "../mutants/index.ts";
import { nothingLostOnTheWayTo } from "../claims.ts";
import { documented, type Upgrade } from "../page.ts";
import { reach } from "../stages.ts";
import { expectProxies } from "../../upgrade/proxies.ts";

describe("Uninstall old control plane", () => {
  documented(
    {
      id: "uninstall-old-control-plane/by-file-takes-all",
      claim:
        "uninstalled by the file that it was installed with, as the page has it, the old control plane would take the canary " +
        "and the gateways along; by its revision, default, it would go alone",
      blocks: ["uninstall-old-control-plane/by-file", "uninstall-old-control-plane/by-revision"],
      prints: "istioctl uninstall -f manifests/profiles/default.yaml -y",
      breaks: [{ ...canaryLikeOld, failsWith: /not seen “by file: / }],
      errata: ["by-file-takes-all"],
    },
    async (state) => {
      await reach(state, "retagged");
      const byFile = await prunedBy(state, "-f $OPERATOR");
      const byRevision = await prunedBy(state, "--revision default");
      expectPrinted(
        `by file: ${byFile}\nby revision: ${byRevision}`,
        "by file: istio-egressgateway, istio-ingressgateway, istiod, istiod-canary\nby revision: istiod",
      );
    },
  );

  documented(
    {
      id: "uninstall-old-control-plane/only-canary",
      claim: "uninstalled by its revision, the old control plane is gone, and the canary alone is left",
      blocks: ["uninstall-old-control-plane/by-revision", "uninstall-old-control-plane/pods"],
      prints: "one pod, istiod-canary-…, 1/1 Running",
      breaks: [{ ...canaryScaledToZero("old-removed"), failsWith: /istiod-canary-…/ }],
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
      breaks: [{ ...clientsWithoutSidecar, failsWith: /not seen .*fortio-/ }],
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
      blocks: ["uninstall-old-control-plane/by-revision"],
      prints: "istioctl uninstall --revision 1-9-5 -y",
      breaks: [{ ...servingKilled("old-removed"), failsWith: /requests were lost/ }],
    },
    (state) => nothingLostOnTheWayTo(state, "old-removed"),
  );
});

/** The Deployments that an uninstallation would remove, in the order of the alphabet; nothing is removed. */
async function prunedBy({ terminal }: Upgrade, what: string): Promise<string> {
  const { text } = await terminal.run(`istioctl uninstall ${what} -y --dry-run`);
  const names = [...text.matchAll(/Not pruning object apps\/v1, Kind=Deployment\/(\S+)\.istio-system /g)];
  return names
    .map(([, name]) => name)
    .toSorted()
    .join(", ");
}
