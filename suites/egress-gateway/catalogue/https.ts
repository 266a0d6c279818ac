import type { CatalogueSection } from "#helpers/catalogue/index";

const request = "kubectl exec deploy/curl -c curl -- curl -sSL -o /dev/null -D - https://edition.cnn.com/politics";

export const https: CatalogueSection = {
  slug: "egress-gateway-for-https-traffic",
  title: "Egress gateway for HTTPS traffic",
  anchor: "egress-gateway-for-https-traffic",
  blocks: [
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/service-entry",
      lines: [443, 456],
      sha256: "78f94e25b102db953d28053dd99a63ab393121b97248990441fd590e46f5bcc1",
      kind: "manifest",
      claim: "A ServiceEntry for port 443 with protocol TLS lets workloads reach edition.cnn.com directly.",
      checks: [
        "egress-gateway/egress-gateway-for-https-traffic/direct-200",
        "egress-gateway/egress-gateway-for-https-traffic/direct-past-the-gateway",
      ],
      manifests: ["egress-gateway-for-https-traffic.service-entry.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-https-traffic.service-entry.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/direct-request",
      lines: [462, 466],
      sha256: "1981e2464f55d3e250002893b6a36b8e3423c6417946704784ce1aea40e2fa6e",
      kind: "output",
      claim: "The direct request over TLS is answered with 200 over HTTP/2.",
      prints: "HTTP/2 200 with content-type text/html",
      checks: [
        "egress-gateway/egress-gateway-for-https-traffic/direct-200",
        "egress-gateway/egress-gateway-for-https-traffic/direct-past-the-gateway",
      ],
      byHand: [request],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/gateway-and-routes-istio-apis",
      lines: [482, 544],
      sha256: "3a9e0df58e7d67f2c34d5a31688f2e49df345fa580292a78991d97038a279af4",
      kind: "manifest",
      claim: "Gateway PASSTHROUGH and a VirtualService by SNI lead the application's TLS through the egress gateway.",
      checks: [
        "egress-gateway/egress-gateway-for-https-traffic/istio-apis-200",
        "egress-gateway/egress-gateway-for-https-traffic/istio-apis-log-line",
      ],
      manifests: ["egress-gateway-for-https-traffic.istio-apis.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-https-traffic.istio-apis.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/gateway-and-routes-gateway-api",
      lines: [552, 601],
      sha256: "4ac5da2c646382a11798d0d551961ac182fc9ba829054f1eb791601ea59d336a",
      kind: "manifest",
      claim: "A Gateway with a Passthrough listener and two TLSRoutes lead the application's TLS through that gateway.",
      checks: [
        "egress-gateway/egress-gateway-for-https-traffic/gateway-api-200",
        "egress-gateway/egress-gateway-for-https-traffic/gateway-api-log-line",
        "egress-gateway/egress-gateway-for-https-traffic/gateway-api-tlsroute-v1",
      ],
      manifests: [
        "egress-gateway-for-https-traffic.gateway-api.yaml",
        "egress-gateway-for-https-traffic.gateway-api.tlsroute-v1.yaml",
      ],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-https-traffic.gateway-api.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/request-through-gateway",
      lines: [612, 616],
      sha256: "1981e2464f55d3e250002893b6a36b8e3423c6417946704784ce1aea40e2fa6e",
      kind: "output",
      claim: "Through the gateway the answer is that of the direct request.",
      prints: "HTTP/2 200 with content-type text/html",
      checks: [
        "egress-gateway/egress-gateway-for-https-traffic/istio-apis-200",
        "egress-gateway/egress-gateway-for-https-traffic/gateway-api-200",
        "egress-gateway/egress-gateway-for-https-traffic/gateway-api-tlsroute-v1",
      ],
      byHand: [request],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/log-istio-apis",
      lines: [628, 628],
      sha256: "0622a13824f9a83918a39690866bb4585ded2561db3665bb945f8ad42638fcee",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/egress-gateway-for-https-traffic/istio-apis-log-line"],
      variant:
        "Follows sixty requests through the whole log besides; among the last ten lines must be the line of one of them.",
      byHand: ["kubectl -n istio-system logs -l istio=egressgateway --since=1m --tail=-1"],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/log-line-istio-apis",
      lines: [634, 634],
      sha256: "33d0357415752efac007966810d6263e7260a9afd81fe71c068dc3e835b9c9f0",
      kind: "output",
      claim: "The egress gateway's log has a line for the connection, with the SNI and the cluster it was sent to.",
      prints: '"- - -" 0, port 443 of the origin, outbound|443||edition.cnn.com, edition.cnn.com as server name',
      checks: ["egress-gateway/egress-gateway-for-https-traffic/istio-apis-log-line"],
      byHand: ["kubectl -n istio-system logs -l istio=egressgateway --since=1m --tail=-1"],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/log-gateway-api",
      lines: [644, 644],
      sha256: "c9aefc0913b1253b8af37d3e216093ee190facadbf6205eec992886d7ac2b962",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/egress-gateway-for-https-traffic/gateway-api-log-line"],
      variant:
        "Follows sixty requests through the whole log besides; among the last ten lines must be the line of one of them.",
      byHand: [
        "kubectl logs -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway -c istio-proxy --since=1m --tail=-1",
      ],
    },
    {
      id: "egress-gateway/egress-gateway-for-https-traffic/log-line-gateway-api",
      lines: [650, 650],
      sha256: "1e357dbfe9d123497443f482c7234788b3f722e5d30e3eed62e464cf7140cc27",
      kind: "output",
      claim: "The gateway's log has a line for the connection, with the SNI and the cluster it was sent to.",
      prints:
        '"- - -" 0 - - - "-", port 443 of the origin, outbound|443||edition.cnn.com, edition.cnn.com, no route name',
      checks: ["egress-gateway/egress-gateway-for-https-traffic/gateway-api-log-line"],
      byHand: [
        "kubectl logs -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway -c istio-proxy --since=1m --tail=-1",
      ],
    },
  ],
};

export const cleanupHttps: CatalogueSection = {
  slug: "cleanup-https-gateway",
  title: "Cleanup HTTPS gateway",
  anchor: "cleanup-https-gateway",
  blocks: [
    {
      id: "egress-gateway/cleanup-https-gateway/istio-apis",
      lines: [664, 667],
      sha256: "768bc0f294f09affff34e9359aa1463dafaf57a388daff2916ee44d886e894c3",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/cleanup-https-gateway/istio-apis-leaves-nothing"],
      variant: "Names the Gateway by its full resource name (see the errata).",
      byHand: [
        "kubectl delete serviceentry/cnn gateways.networking.istio.io/istio-egressgateway " +
          "virtualservice/direct-cnn-through-egress-gateway destinationrule/egressgateway-for-cnn",
      ],
    },
    {
      id: "egress-gateway/cleanup-https-gateway/gateway-api",
      lines: [675, 678],
      sha256: "2f5c06f7cead20ba21fb626b30f4f96ff113d4bd0d7aab6549cbb4d25be9b90f",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/cleanup-https-gateway/gateway-api-leaves-nothing"],
      byHand: [
        "kubectl delete serviceentry/cnn gtw/cnn-egress-gateway " +
          "tlsroute/direct-cnn-to-egress-gateway tlsroute/forward-cnn-from-egress-gateway",
      ],
    },
  ],
};
