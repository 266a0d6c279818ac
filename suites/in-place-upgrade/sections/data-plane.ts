import { describe } from "vitest";
import { expectRows, parseObjects, settle, type AnyObject, type ObjectRef } from "#fixtures";
import { expectProxies } from "../../upgrade/proxies.ts";
import { expectDataPlane, nothingLostOnTheWayTo } from "../claims.ts";
import { lateWorkload, proxyOf, servingKilled, istioSystemOnly } from "../mutants/index.ts";
import { documented, manifest } from "../page.ts";
import { reach } from "../stages.ts";

describe("Upgrade steps: data plane", () => {
  documented(
    {
      id: "upgrade-steps/sidecars-stay-old",
      claim:
        "until they are restarted, workloads keep sidecars of the old version, which the new control plane configures",
      blocks: ["upgrade-steps/upgrade", "upgrade-steps/restart"],
      prints: "the data plane is updated by hand, after the upgrade",
      breaks: [{ ...lateWorkload, failsWith: /seen “late-….test-ns of istiod-…, new”/ }],
    },
    async (state) => {
      await reach(state, "upgraded");
      await expectDataPlane(state, "old");
    },
  );

  documented(
    {
      id: "upgrade-steps/old-sidecars-are-configured",
      claim: "a sidecar of the old version takes what is configured since the upgrade from the new control plane",
      blocks: ["upgrade-steps/upgrade", "upgrade-steps/restart"],
      prints: "the data plane is updated by hand, after the upgrade",
      breaks: [{ ...istioSystemOnly, failsWith: /not seen “after-the-upgrade\.test/ }],
    },
    async (state) => {
      await reach(state, "upgraded");
      await expectProxies(state, "default", "^serving-", "serving-….test-ns of istiod-…, old");
      const [host] = parseObjects(manifest("after-the-upgrade"), "test-ns") as [AnyObject & ObjectRef];
      await state.kube.applyObject(host);
      try {
        await settle(
          async () =>
            (
              await state.terminal.run(
                "istioctl proxy-config cluster deployment/serving.test-ns --fqdn after-the-upgrade.test",
              )
            ).text,
          (seen) =>
            expectRows(
              seen,
              `SERVICE FQDN               PORT     SUBSET     DIRECTION     TYPE     DESTINATION RULE
after-the-upgrade.test     80       -          outbound      EDS`,
              { columns: ["SERVICE FQDN", "PORT", "DIRECTION"] },
            ),
          { every: 500 },
        );
      } finally {
        await state.kube.remove(host);
      }
    },
  );

  documented(
    {
      id: "upgrade-steps/restarted-sidecars-are-new",
      claim: "once restarted, all workloads have sidecars of the new version",
      blocks: ["upgrade-steps/restart"],
      prints: "kubectl rollout restart deployment",
      breaks: [
        {
          ...proxyOf("old", ["test-ns", "httpbin"], "restarted"),
          failsWith: /seen “httpbin-….test-ns of istiod-…, old”/,
        },
      ],
    },
    async (state) => {
      await reach(state, "restarted");
      await expectDataPlane(state, "new");
    },
  );

  documented(
    {
      id: "upgrade-steps/nothing-lost-at-restart",
      claim: "while the workloads are restarted, no request is lost of a server that answers until its pod has ended",
      blocks: ["upgrade-steps/restart"],
      prints: "kubectl rollout restart deployment",
      breaks: [{ ...servingKilled("restarted"), failsWith: /requests were lost: .*(connections|sidecar|gateway)/ }],
    },
    (state) => nothingLostOnTheWayTo(state, "restarted"),
  );
});
