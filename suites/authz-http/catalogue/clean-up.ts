import type { CatalogueSection } from "#helpers/catalogue/index";

export const cleanUp: CatalogueSection = {
  slug: "clean-up",
  title: "Clean up",
  anchor: "clean-up",
  blocks: [
    {
      id: "authz-http/clean-up/1",
      lines: [206, 210],
      sha256: "32f5682342d4ad31e047bd8a5738f97186f323b0dbc0adc0fd773511c045754e",
      kind: "command",
      claim: "The five policies are deleted by their names, and the product page is whole again.",
      checks: ["authz-http/clean-up/as-before"],
      byHand: [
        "kubectl delete authorizationpolicy.security.istio.io/allow-nothing",
        "kubectl delete authorizationpolicy.security.istio.io/productpage-viewer",
        "kubectl delete authorizationpolicy.security.istio.io/details-viewer",
        "kubectl delete authorizationpolicy.security.istio.io/reviews-viewer",
        "kubectl delete authorizationpolicy.security.istio.io/ratings-viewer",
      ],
    },
  ],
};
