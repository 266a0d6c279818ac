import type { CatalogueSection } from "#helpers/catalogue/index";

export const beforeYouBegin: CatalogueSection = {
  slug: "before-you-begin",
  title: "Before you begin",
  blocks: [
    {
      id: "egress-gateway/before-you-begin/curl",
      lines: [54, 54],
      sha256: "d7f6fb222b7b2887dde6d29bbf088e9eb95c4a7783f7dd7fe3c5a3c432277113",
      kind: "command",
      claim: null,
      checks: [
        "egress-gateway/before-you-begin/curl-sample",
        "egress-gateway/before-you-begin/client-has-a-sidecar",
        "egress-gateway/egress-gateway-for-http-traffic/direct-301-then-200",
      ],
      variant: "The sample's pod has a label for injection (see the errata).",
      manifests: ["before-you-begin.curl.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/before-you-begin.curl.yaml"],
    },
    {
      id: "egress-gateway/before-you-begin/source-pod",
      lines: [64, 64],
      sha256: "77d833b1c05971bdf4d7bcd05ebba6e43e389eefd61401d75be1a78584f09953",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/before-you-begin/client-has-a-sidecar"],
      byHand: ["kubectl get pod -l app=curl"],
    },
    {
      id: "egress-gateway/before-you-begin/access-log",
      lines: [79, 79],
      sha256: "5fda7087875c2612416000e67017f354baf777d23325dfbbc7738cd1d5470fe2",
      kind: "command",
      claim: "With meshConfig.accessLogFile=/dev/stdout every proxy writes a line per request to its log.",
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-log-line",
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-log-line",
        "egress-gateway/egress-gateway-for-https-traffic/istio-apis-log-line",
        "egress-gateway/egress-gateway-for-https-traffic/gateway-api-log-line",
      ],
      variant: "Set when the mesh is installed; the page's command holds a place for the flags of that installation.",
      byHand: ["kubectl -n istio-system get configmap istio -o jsonpath='{.data.mesh}' | grep accessLogFile"],
    },
  ],
};

export const deployGateway: CatalogueSection = {
  slug: "deploy-istio-egress-gateway",
  title: "Deploy Istio egress gateway",
  blocks: [
    {
      id: "egress-gateway/deploy-istio-egress-gateway/is-it-deployed",
      lines: [93, 93],
      sha256: "78ad35220774f3e5b1e95735c0b1a7446fbb46952c97d715c0b33be293dd4e72",
      kind: "command",
      claim: "A pod labelled istio=egressgateway runs in istio-system where the egress gateway is deployed.",
      checks: ["egress-gateway/deploy-istio-egress-gateway/gateway-is-deployed"],
      byHand: ["kubectl -n istio-system get pod -l istio=egressgateway"],
    },
    {
      id: "egress-gateway/deploy-istio-egress-gateway/istio-operator",
      lines: [101, 105],
      sha256: "ecf8c2af87099ea0e7a1f103887929ee443f77f2896c7e9ea73395997cc85d2e",
      kind: "manifest",
      claim: "components.egressGateways in an IstioOperator configuration deploys the egress gateway.",
      checks: ["egress-gateway/deploy-istio-egress-gateway/gateway-is-deployed"],
      variant: "Part of the mesh's one installation, which all pages share, not a second one.",
      manifests: ["../../fixtures/mesh/istio-operator.yaml"],
      byHand: ["kubectl -n istio-system get deployment istio-egressgateway"],
    },
    {
      id: "egress-gateway/deploy-istio-egress-gateway/install-flags",
      lines: [111, 113],
      sha256: "5ae5a4573d2f743c64a8b3423dcc2b2e7cd48568c764166445bc569a79914724",
      kind: "command",
      claim: "The same two fields as --set flags of istioctl install deploy the egress gateway.",
      checks: ["egress-gateway/deploy-istio-egress-gateway/gateway-is-deployed"],
      variant: "The same fields, set when the mesh is installed: a second installation would touch every other page.",
      byHand: ["kubectl -n istio-system get deployment istio-egressgateway"],
    },
  ],
};
