import { describe } from "vitest";
import { entryGone } from "../mutants/cleanup.ts";
import { cleansUp, gatewayCleanUps, nothingLeft, theClient } from "../cleanups.ts";
import { leftBehind } from "../mutants/index.ts";
import { documented } from "../page.ts";
import { setUp, wasCleanedUp } from "../set-up.ts";

// "Remove the previous definitions before proceeding to the next step."
describe("Cleanup HTTPS gateway: Gateway API", () => {
  documented(
    {
      id: "cleanup-https-gateway/gateway-api-leaves-nothing",
      needs: ["gateway-api-tlsroute-v1alpha2"],
      claim:
        "Gateway API: the clean-up removes each object of the set-up, says so, and leaves nothing, nor of the gateway that was deployed for it",
      blocks: ["cleanup-https-gateway/gateway-api"],
      prints:
        "kubectl delete serviceentry cnn\nkubectl delete gtw cnn-egress-gateway\nkubectl delete tlsroute direct-cnn-to-egress-gateway\nkubectl delete tlsroute forward-cnn-from-egress-gateway",
      breaks: [
        { ...leftBehind, failsWith: /left behind: VirtualService.networking.istio.io default\/left-of-egress/ },
        entryGone("https/gateway-api"),
      ],
    },
    async (state) => {
      await setUp(state, "https/gateway-api");
      const { commands, printed } = gatewayCleanUps["https/gateway-api"];
      wasCleanedUp(state);
      await cleansUp(state, commands, printed);
      await nothingLeft(state, theClient);
    },
  );
});
