import type { CatalogueSection } from "#helpers/catalogue/index";

export const cleanup: CatalogueSection = {
  slug: "cleanup",
  title: "Cleanup",
  anchor: "cleanup",
  blocks: [
    {
      id: "secure-gateways/cleanup/istio-apis",
      lines: [701, 702],
      sha256: "122c98d46c4197d5b169f0b2d6bb88b6d2301026e844206769c119fff8e0bbff",
      kind: "command",
      claim: "The Gateway and both routes are deleted.",
      checks: ["secure-gateways/cleanup/istio-apis"],
      variant: "The Gateway is deleted by its full kind: see the errata.",
      byHand: [
        "kubectl delete gateways.networking.istio.io mygateway",
        "kubectl delete virtualservice httpbin helloworld",
      ],
    },
    {
      id: "secure-gateways/cleanup/gateway-api",
      lines: [710, 711],
      sha256: "5569141fd5cfb7650b66c14e6b4c2f4efa72d39e2dfeb18df5a149400ec9ba6d",
      kind: "command",
      claim: "The Gateway and both routes are deleted, and the gateway that was deployed goes with it.",
      checks: ["secure-gateways/cleanup/leaves-nothing"],
      byHand: ["kubectl delete -n istio-system gtw mygateway", "kubectl delete httproute httpbin helloworld"],
    },
    {
      id: "secure-gateways/cleanup/secrets",
      lines: [721, 722],
      sha256: "d76b2c3499622a20c9bf4b208c89947782ed9e61029731e8fa5d9fc02878c5d4",
      kind: "command",
      claim: "Both credentials, and the files that they were made from, are deleted.",
      checks: ["secure-gateways/cleanup/leaves-nothing"],
      byHand: ["kubectl delete -n istio-system secret httpbin-credential helloworld-credential", "rm -rf $certs"],
    },
    {
      id: "secure-gateways/cleanup/workloads",
      lines: [728, 730],
      sha256: "e421b2bfd3bbdf5d89c3480b5290d18c3f1044449f409d9f49e639d141aca2c3",
      kind: "command",
      claim: "Both services are shut down, and the cluster is as it was.",
      checks: ["secure-gateways/cleanup/leaves-nothing"],
      byHand: [
        "kubectl delete -f fixtures/workloads/samples/httpbin.yaml",
        "kubectl delete deployment helloworld-v1",
        "kubectl delete service helloworld",
        "kubectl delete configmap helloworld-stand-in",
      ],
    },
  ],
};
