import { describe } from "vitest";
import { compareInventories, expectNothing, expectPrinted, removeNamespace, takeInventory } from "#fixtures";
import { deploymentsOf } from "../../upgrade/mesh.ts";
import { expectProxies } from "../../upgrade/proxies.ts";
import { expectControlPlane, expectDataPlane, nothingLostOnTheWayTo } from "../claims.ts";
import {
  endedEarly,
  gatewayKilled,
  gatewayOf,
  istiodOf,
  proxyOf,
  servingKilled,
  webhookLeftBehind,
} from "../mutants/index.ts";
import { documented } from "../page.ts";
import { expectDone, wholeMeshDone } from "../istioctl-output.ts";
import { reach } from "../stages.ts";
import { sources } from "../streams.ts";

const gatewaysOld = `istio-egressgateway-….istio-system of istiod-…, old
istio-ingressgateway-….istio-system of istiod-…, old`;

describe("Steps to downgrade to a lower Istio version", () => {
  documented(
    {
      id: "steps-to-downgrade/says-that-it-is-done",
      claim: "the old version's istioctl takes the mesh back by its own `upgrade`, and says that it is done",
      blocks: ["upgrade-steps/upgrade"],
      prints: "istioctl upgrade, of the lower version",
      breaks: [{ ...endedEarly("downgraded"), failsWith: /not seen .*✔ Installation complete/ }],
    },
    async (state) => {
      await reach(state, "downgraded");
      expectDone(state.istioctlOutput.get("downgraded")!, wholeMeshDone);
    },
  );

  documented(
    {
      id: "steps-to-downgrade/old-version-is-back",
      claim: "after the downgrade control plane and gateways are of the version that was installed before",
      blocks: ["upgrade-steps/upgrade"],
      prints: "Istio is restored to the version that was installed before",
      breaks: [
        { ...istiodOf("new", "downgraded"), failsWith: /not seen “control plane version: old”/ },
        {
          ...gatewayOf("new", "istio-egressgateway", "downgraded"),
          failsWith: /not seen .*istio-egressgateway-….istio-system of istiod-…, old/,
        },
      ],
    },
    async (state) => {
      await reach(state, "downgraded");
      await expectControlPlane(state, "control plane version: old");
      await expectProxies(state, "default", "gateway", gatewaysOld);
    },
  );

  documented(
    {
      id: "steps-to-downgrade/nothing-lost",
      claim: "while control plane and gateways are downgraded, no request is lost",
      blocks: ["upgrade-steps/upgrade"],
      prints: "istioctl upgrade, of the lower version",
      breaks: [{ ...gatewayKilled("downgraded"), failsWith: /requests were lost: .*ingress-gateway/ }],
    },
    (state) => nothingLostOnTheWayTo(state, "downgraded"),
  );

  documented(
    {
      id: "steps-to-downgrade/sidecars-are-old-again",
      claim: "once restarted, all workloads have sidecars of the old version again",
      blocks: ["upgrade-steps/restart"],
      prints: "kubectl rollout restart deployment",
      breaks: [
        {
          ...proxyOf("new", ["test-ns", "httpbin"], "restarted-again"),
          failsWith: /seen “httpbin-….test-ns of istiod-…, new”/,
        },
      ],
    },
    async (state) => {
      await reach(state, "restarted-again");
      await expectDataPlane(state, "old");
    },
  );

  documented(
    {
      id: "steps-to-downgrade/nothing-lost-at-restart",
      claim:
        "while the workloads are restarted back, no request is lost of a server that answers until its pod has ended",
      blocks: ["upgrade-steps/restart"],
      prints: "kubectl rollout restart deployment",
      breaks: [
        { ...servingKilled("restarted-again"), failsWith: /requests were lost: .*(connections|sidecar|gateway)/ },
      ],
    },
    (state) => nothingLostOnTheWayTo(state, "restarted-again"),
  );

  documented(
    {
      id: "steps-to-downgrade/by-install",
      claim: "upgraded once more, the mesh is taken back by the old version's `istioctl install` as well",
      blocks: ["upgrade-steps/upgrade"],
      prints: "istioctl install, of the lower version",
      breaks: [{ ...istiodOf("new", "installed-again"), failsWith: /not seen “control plane version: old”/ }],
    },
    async (state) => {
      await reach(state, "installed-again");
      expectPrinted(
        await deploymentsOf(state),
        `istio-egressgateway old 1
istio-ingressgateway old 1
istiod old 1`,
      );
      await expectControlPlane(state, "control plane version: old");
      await expectProxies(state, "default", "gateway", gatewaysOld);
    },
  );

  documented(
    {
      id: "steps-to-downgrade/inventory-equals-before",
      claim: "there and back twice, the cluster is as it was before, all API kinds counted",
      blocks: ["upgrade-steps/upgrade"],
      prints: "Istio is restored to the version that was installed before",
      breaks: [{ ...webhookLeftBehind, failsWith: /left behind: .*istio-revision-tag-left/ }],
    },
    async (state) => {
      await reach(state, "installed-again");
      const namespaces = ["test-ns", ...sources.map(({ namespace }) => namespace)];
      for (const namespace of namespaces) await removeNamespace(state.kube, namespace);
      expectNothing(
        compareInventories(state.before, await takeInventory(state.kube)),
        "the cluster as it was before the page's first step",
      );
    },
  );
});
