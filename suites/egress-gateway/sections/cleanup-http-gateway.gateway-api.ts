import { describe } from "vitest";
import { entryGone } from "../mutants/cleanup.ts";
import { cleansUp, gatewayCleanUps, nothingLeft, theClient } from "../cleanups.ts";
import { leftBehind } from "../mutants/index.ts";
import { documented } from "../page.ts";
import { setUp, wasCleanedUp } from "../set-up.ts";

// "Remove the previous definitions before proceeding to the next step."
describe("Cleanup HTTP gateway: Gateway API", () => {
  documented(
    {
      id: "cleanup-http-gateway/gateway-api-leaves-nothing",
      claim:
        "Gateway API: the clean-up removes each object of the set-up, says so, and leaves nothing, nor of the gateway that was deployed for it",
      blocks: ["cleanup-http-gateway/gateway-api"],
      prints:
        "kubectl delete serviceentry cnn\nkubectl delete gtw cnn-egress-gateway\nkubectl delete httproute direct-cnn-to-egress-gateway\nkubectl delete httproute forward-cnn-from-egress-gateway",
      breaks: [
        { ...leftBehind, failsWith: /left behind: VirtualService.networking.istio.io default\/left-of-egress/ },
        entryGone("http/gateway-api"),
      ],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      const { commands, printed } = gatewayCleanUps["http/gateway-api"];
      wasCleanedUp(state);
      await cleansUp(state, commands, printed);
      await nothingLeft(state, theClient);
    },
  );
});
