import type { CatalogueSection } from "#helpers/catalogue/index";

export const troubleshooting: CatalogueSection = {
  slug: "troubleshooting",
  title: "Troubleshooting",
  anchor: "troubleshooting",
  blocks: [
    {
      id: "secure-gateways/troubleshooting/address",
      lines: [644, 645],
      sha256: "26b650030316b4e86d816eedaeebe1437ddf30072c9b7a67d5424847c3f35aae",
      kind: "command",
      claim: "The two variables have valid values, by the list of Services.",
      checks: ["secure-gateways/troubleshooting/valid-address"],
      byHand: [
        "kubectl get svc -n istio-system",
        'echo "INGRESS_HOST=$INGRESS_HOST, SECURE_INGRESS_PORT=$SECURE_INGRESS_PORT"',
      ],
    },
    {
      id: "secure-gateways/troubleshooting/not-an-ip",
      lines: [653, 654],
      sha256: "a3aaeb95dcac55eb8bdcce7939da41e2a48b75b8fa2b29d41e9530ef8a96f3cf",
      kind: "command",
      claim: null,
      checks: [],
      deviation:
        "For clouds whose load balancers have a name in place of an address, with a name and an address of somebody's: here the address is one.",
      byHand: ["echo $INGRESS_HOST"],
    },
    {
      id: "secure-gateways/troubleshooting/controller-log",
      lines: [660, 660],
      sha256: "593c24f9b9e019c4e66f260673df6a6df007aeb53a2d77bab7ad85cadfbb1dbc",
      kind: "command",
      claim: "The gateway's log has no errors.",
      checks: ["secure-gateways/troubleshooting/gateway-has-the-pair"],
      byHand: [
        "kubectl logs -n istio-system $(kubectl -n istio-system get pod -l gateway.networking.k8s.io/gateway-name=mygateway -o name)",
      ],
    },
    {
      id: "secure-gateways/troubleshooting/secrets",
      lines: [670, 670],
      sha256: "aeadb496ddc2d3388778d751cf7163a68a894fc23fc64d6973d780c5c1fdce33",
      kind: "command",
      claim: "Both credentials are listed among the secrets of istio-system.",
      checks: ["secure-gateways/troubleshooting/secrets-listed"],
      byHand: ["kubectl -n istio-system get secrets"],
    },
    {
      id: "secure-gateways/troubleshooting/agent-log",
      lines: [680, 680],
      sha256: "593c24f9b9e019c4e66f260673df6a6df007aeb53a2d77bab7ad85cadfbb1dbc",
      kind: "command",
      claim: "The gateway has obtained the pair, and for mutual TLS the root that goes with it.",
      checks: ["secure-gateways/troubleshooting/gateway-has-the-pair"],
      variant: "Read from `istioctl proxy-config secret`: the log says nothing of it. See the errata.",
      byHand: [
        "istioctl proxy-config secret $(kubectl -n istio-system get pod -l gateway.networking.k8s.io/gateway-name=mygateway -o jsonpath='{.items[0].metadata.name}').istio-system",
      ],
    },
  ],
};
