import { describe } from "vitest";
import { deleteInOrder, nothingLeft, theClient } from "./cleanups.ts";
import { leftBehind } from "./mutants.ts";
import { cleanUps } from "./objects.ts";
import { documented } from "./page.ts";
import { setUp, wasCleanedUp } from "./set-up.ts";

// "Remove the previous definitions before proceeding to the next step." The set-up of the section before this is the
// Gateway API's, so that its clean-up comes first here.
describe("Cleanup HTTPS gateway", () => {
  documented(
    {
      id: "cleanup-https-gateway/gateway-api-leaves-nothing",
      claim: "Gateway API: the clean-up leaves nothing of the set-up, nor of the gateway that was deployed for it",
      blocks: ["cleanup-https-gateway/gateway-api"],
      prints:
        "kubectl delete serviceentry cnn, gtw cnn-egress-gateway, tlsroute direct-cnn-to-egress-gateway, tlsroute forward-cnn-from-egress-gateway",
      breaks: [{ ...leftBehind, says: /left behind: VirtualService.networking.istio.io default\/left-behind/ }],
    },
    async (state) => {
      await setUp(state, "https/gateway-api");
      await deleteInOrder(state, cleanUps["https/gateway-api"]);
      wasCleanedUp(state);
      await nothingLeft(state, theClient);
    },
  );

  documented(
    {
      id: "cleanup-https-gateway/istio-apis-leaves-nothing",
      claim: "Istio APIs: the clean-up leaves nothing of the set-up",
      blocks: ["cleanup-https-gateway/istio-apis"],
      prints:
        "kubectl delete serviceentry cnn, gateway istio-egressgateway, virtualservice direct-cnn-through-egress-gateway, destinationrule egressgateway-for-cnn",
      breaks: [{ ...leftBehind, says: /left behind: VirtualService.networking.istio.io default\/left-behind/ }],
      errata: ["ambiguous-gateway"],
    },
    async (state) => {
      await setUp(state, "https/istio-apis");
      await deleteInOrder(state, cleanUps["istio-apis"]);
      wasCleanedUp(state);
      await nothingLeft(state, theClient);
    },
  );
});
