import { describe } from "vitest";
import { entryGone } from "../mutants/cleanup.ts";
import { cleansUp, gatewayCleanUps, nothingLeft, theClient } from "../cleanups.ts";
import { leftBehind } from "../mutants/index.ts";
import { documented } from "../page.ts";
import { setUp, wasCleanedUp } from "../set-up.ts";

// "Remove the previous definitions before proceeding to the next step."
describe("Cleanup HTTP gateway: Istio APIs", () => {
  documented(
    {
      id: "cleanup-http-gateway/istio-apis-leaves-nothing",
      claim: "Istio APIs: the clean-up removes each object of the set-up, says so, and leaves nothing",
      blocks: ["cleanup-http-gateway/istio-apis"],
      prints:
        "kubectl delete serviceentry cnn\nkubectl delete gateway istio-egressgateway\nkubectl delete virtualservice direct-cnn-through-egress-gateway\nkubectl delete destinationrule egressgateway-for-cnn",
      breaks: [
        { ...leftBehind, failsWith: /left behind: VirtualService.networking.istio.io default\/left-of-egress/ },
        entryGone("http/istio-apis"),
      ],
      errata: ["ambiguous-gateway"],
    },
    async (state) => {
      await setUp(state, "http/istio-apis");
      const { commands, printed } = gatewayCleanUps["istio-apis"];
      wasCleanedUp(state);
      await cleansUp(state, commands, printed);
      await nothingLeft(state, theClient);
    },
  );
});
