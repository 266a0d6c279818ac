import type { CatalogueSection } from "#helpers/catalogue/index";

export const cleanupHttp: CatalogueSection = {
  slug: "cleanup-http-gateway",
  title: "Cleanup HTTP gateway",
  blocks: [
    {
      id: "egress-gateway/cleanup-http-gateway/istio-apis",
      lines: [414, 417],
      sha256: "768bc0f294f09affff34e9359aa1463dafaf57a388daff2916ee44d886e894c3",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/cleanup-http-gateway/istio-apis-leaves-nothing"],
      variant: "Names the Gateway by its full resource name (see the errata).",
      byHand: [
        "kubectl delete serviceentry/cnn gateways.networking.istio.io/istio-egressgateway " +
          "virtualservice/direct-cnn-through-egress-gateway destinationrule/egressgateway-for-cnn",
      ],
    },
    {
      id: "egress-gateway/cleanup-http-gateway/gateway-api",
      lines: [425, 428],
      sha256: "17b0d4e5d011bd5027a716ddec980c6861d7c50d79ffc4ad58c677080f725402",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/cleanup-http-gateway/gateway-api-leaves-nothing"],
      byHand: [
        "kubectl delete serviceentry/cnn gtw/cnn-egress-gateway " +
          "httproute/direct-cnn-to-egress-gateway httproute/forward-cnn-from-egress-gateway",
      ],
    },
  ],
};
