import { describe } from "vitest";
import { expectProxies } from "../../upgrade/proxies.ts";
import { expectControlPlane, expectTwoReplicas, nothingLostOnTheWayTo } from "../claims.ts";
import {
  endedEarly,
  gatewayKilled,
  istiodOf,
  pastTheGateway,
  gatewayOf,
  sentInClear,
  upgradedWithoutTheFile,
} from "../mutants/index.ts";
import { documented } from "../page.ts";
import { expectDone, wholeMeshDone } from "../istioctl-output.ts";
import { reach } from "../stages.ts";

describe("Upgrade steps: control plane and gateways", () => {
  documented(
    {
      id: "upgrade-steps/says-that-it-is-done",
      claim: "answered with yes, istioctl upgrade says of each part that it is done, and of the whole",
      blocks: ["upgrade-steps/upgrade"],
      prints: "the completion status, whose words the page does not say",
      breaks: [{ ...endedEarly("upgraded"), failsWith: /not seen .*✔ Installation complete/ }],
    },
    async (state) => {
      await reach(state, "upgraded");
      expectDone(state.istioctlOutput.get("upgraded")!, wholeMeshDone);
    },
  );

  documented(
    {
      id: "upgrade-steps/control-plane-is-new",
      claim:
        "the control plane has been upgraded in its place: both istiods are of the new version, and there is no other",
      blocks: ["upgrade-steps/upgrade"],
      prints: "istioctl upgrade",
      breaks: [{ ...istiodOf("old", "upgraded"), failsWith: /not seen “control plane version: new”/ }],
    },
    async (state) => {
      await reach(state, "upgraded");
      await expectControlPlane(state, "control plane version: new");
    },
  );

  documented(
    {
      id: "upgrade-steps/gateways-are-new",
      claim: "the gateways have been upgraded along with the control plane, which configures them",
      blocks: ["upgrade-steps/upgrade"],
      prints: "istioctl upgrade",
      breaks: [
        {
          ...gatewayOf("old", "istio-egressgateway", "upgraded"),
          failsWith: /not seen .*istio-egressgateway-….istio-system of istiod-…, new/,
        },
      ],
    },
    async (state) => {
      await reach(state, "upgraded");
      await expectProxies(
        state,
        "default",
        "gateway",
        `istio-egressgateway-….istio-system of istiod-…, new
istio-ingressgateway-….istio-system of istiod-…, new`,
      );
    },
  );

  documented(
    {
      id: "upgrade-steps/same-file-keeps-settings",
      claim:
        "upgraded with the files that it was installed with, the mesh keeps what they set: two istiods and their budget",
      blocks: ["upgrade-steps/upgrade"],
      prints: "istioctl upgrade, with the same -f as the installation",
      breaks: [{ ...upgradedWithoutTheFile, failsWith: /No resources found/ }],
    },
    async (state) => {
      await reach(state, "upgraded");
      await expectTwoReplicas(state);
    },
  );

  documented(
    {
      id: "upgrade-steps/nothing-lost",
      claim:
        "while the control plane and the gateways are upgraded, no request is lost, goes in clear to where mutual TLS is " +
        "demanded, or goes past the egress gateway",
      blocks: ["upgrade-steps/upgrade"],
      prints: "istioctl upgrade",
      breaks: [
        { ...gatewayKilled("upgraded"), failsWith: /requests were lost: .*ingress-gateway/ },
        { ...sentInClear, failsWith: /requests were lost: .* of strict-mtls/ },
        { ...pastTheGateway, failsWith: /requests were lost: .*403 after \d+ ms of egress-gateway/ },
      ],
    },
    (state) => nothingLostOnTheWayTo(state, "upgraded"),
  );
});
