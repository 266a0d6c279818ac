import type { CatalogueSection } from "#helpers/catalogue/index";

const request = "kubectl exec deploy/curl -c curl -- curl -sSL -o /dev/null -D - http://edition.cnn.com/politics";

export const http: CatalogueSection = {
  slug: "egress-gateway-for-http-traffic",
  title: "Egress gateway for HTTP traffic",
  blocks: [
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/service-entry",
      lines: [133, 149],
      sha256: "80ab036b783cd0d5cb6d67e617956a1f176b19ff72b3b6732f1aaefdbf3ffdd4",
      kind: "manifest",
      claim: "A ServiceEntry with resolution DNS lets workloads of the mesh reach edition.cnn.com directly.",
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/direct-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/direct-past-the-gateway",
        "egress-gateway/egress-gateway-for-http-traffic/resolution-none",
      ],
      manifests: ["egress-gateway-for-http-traffic.service-entry.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-http-traffic.service-entry.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/direct-request",
      lines: [155, 164],
      sha256: "703c1bcff89404fde4b9ae56666787e19fd1428e40d2d2933156132dc82904de",
      kind: "output",
      claim: "The direct request is answered with a redirection to https, and then 200 over HTTP/2.",
      prints:
        "HTTP/1.1 301 with location https://edition.cnn.com/politics, then HTTP/2 200 with content-type text/html",
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/direct-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/direct-past-the-gateway",
      ],
      byHand: [request],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/gateway-istio-apis",
      lines: [183, 207],
      sha256: "9bfe748d099b2e645caf0545364fa6c27b7ece3508c100235a94b624827281d3",
      kind: "manifest",
      claim: null,
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-log-line",
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-two-hosts",
      ],
      manifests: ["egress-gateway-for-http-traffic.gateway.istio-apis.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-http-traffic.gateway.istio-apis.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/gateway-gateway-api",
      lines: [215, 232],
      sha256: "0ea7ac267344022892c607dffbf0acdd92163b8b5d3d97163b499d2ed7d2f282",
      kind: "manifest",
      claim: "A Gateway of class istio deploys an egress gateway of its own, with a Service of type ClusterIP.",
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-deploys-gateway",
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-routes-of-its-namespace",
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-log-line",
      ],
      manifests: ["egress-gateway-for-http-traffic.gateway.gateway-api.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-http-traffic.gateway.gateway-api.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/routes-istio-apis",
      lines: [247, 280],
      sha256: "05c7434764ba104b0084caaced7bd79d81d3febbe8242fca8d08ceb8f6c9e016",
      kind: "manifest",
      claim: "A VirtualService leads requests from the sidecars to the egress gateway, and from there to the host.",
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-log-line",
      ],
      manifests: ["egress-gateway-for-http-traffic.routes.istio-apis.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-http-traffic.routes.istio-apis.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/routes-gateway-api",
      lines: [288, 318],
      sha256: "32b8ad6e94495fb54f5680dc7baf8c0137c46db1834a7424910ba5dd70988155",
      kind: "manifest",
      claim: "Two HTTPRoutes lead requests from the sidecars to the egress gateway, and from there to the host.",
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-log-line",
      ],
      manifests: ["egress-gateway-for-http-traffic.routes.gateway-api.yaml"],
      byHand: ["kubectl apply -f suites/egress-gateway/egress-gateway-for-http-traffic.routes.gateway-api.yaml"],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/request-through-gateway",
      lines: [328, 337],
      sha256: "703c1bcff89404fde4b9ae56666787e19fd1428e40d2d2933156132dc82904de",
      kind: "output",
      claim: "Through the gateway the answers are those of the direct request; only the request to port 80 goes there.",
      prints:
        "HTTP/1.1 301 with location https://edition.cnn.com/politics, then HTTP/2 200 with content-type text/html",
      checks: [
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-301-then-200",
        "egress-gateway/egress-gateway-for-http-traffic/istio-apis-https-goes-direct",
        "egress-gateway/egress-gateway-for-http-traffic/gateway-api-https-goes-direct",
      ],
      byHand: [request],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/log-istio-apis",
      lines: [351, 351],
      sha256: "ac6e43757ff4c584cdc0fbc4879d8226634263cc6b60a2bd3e24f7031a1eafb6",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/egress-gateway-for-http-traffic/istio-apis-log-line"],
      variant:
        "Follows sixty requests through the whole log besides; among the last ten lines must be the line of one of them.",
      byHand: ["kubectl -n istio-system logs -l istio=egressgateway -c istio-proxy --since=1m --tail=-1"],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/log-line-istio-apis",
      lines: [357, 357],
      sha256: "bf165895481568c1368626124ab342442e8771f14248d8f219be9ee33b2ac0e7",
      kind: "output",
      claim: "The egress gateway's log has a line for the request, with the host and the cluster it was sent to.",
      prints:
        'a line with "GET /politics …" 301, "edition.cnn.com", port 80 of the origin, outbound|80||edition.cnn.com',
      checks: ["egress-gateway/egress-gateway-for-http-traffic/istio-apis-log-line"],
      byHand: ["kubectl -n istio-system logs -l istio=egressgateway -c istio-proxy --since=1m --tail=-1"],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/certificate-istio-apis",
      lines: [364, 366],
      sha256: "d8fb9393439cacbf5f15bddb45000d278a208d5bc996e7b97c23a737f0915ac1",
      kind: "output",
      claim: "The egress gateway's certificate bears the identity of its service account.",
      prints: "URI:spiffe://cluster.local/ns/istio-system/sa/istio-egressgateway-service-account, marked critical",
      checks: ["egress-gateway/egress-gateway-for-http-traffic/istio-apis-gateway-certificate"],
      byHand: [
        "istioctl pc secret -n istio-system $(kubectl get pod -l istio=egressgateway -n istio-system -o jsonpath='{.items[0].metadata.name}') -ojson | " +
          "jq '[.dynamicActiveSecrets[] | select(.name == \"default\")][0].secret.tlsCertificate.certificateChain.inlineBytes' -r | " +
          "base64 -d | openssl x509 -text -noout | grep 'Subject Alternative Name' -A 1",
      ],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/log-gateway-api",
      lines: [378, 378],
      sha256: "c9aefc0913b1253b8af37d3e216093ee190facadbf6205eec992886d7ac2b962",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/egress-gateway-for-http-traffic/gateway-api-log-line"],
      variant:
        "Follows sixty requests through the whole log besides; among the last ten lines must be the line of one of them.",
      byHand: [
        "kubectl logs -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway -c istio-proxy --since=1m --tail=-1",
      ],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/log-line-gateway-api",
      lines: [384, 384],
      sha256: "c776a929b61f5198024ccd7f67073dbf8ebd3fab432777973bdba7143a7525a8",
      kind: "output",
      claim: "The gateway's log has a line for the request, which names the HTTPRoute that led it out.",
      prints:
        '"GET /politics HTTP/1.1" 301 - via_upstream, "edition.cnn.com", outbound|80||edition.cnn.com, ' +
        "default.forward-cnn-from-egress-gateway.0",
      checks: ["egress-gateway/egress-gateway-for-http-traffic/gateway-api-log-line"],
      byHand: [
        "kubectl logs -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway -c istio-proxy --since=1m --tail=-1",
      ],
    },
    {
      id: "egress-gateway/egress-gateway-for-http-traffic/certificate-gateway-api",
      lines: [391, 393],
      sha256: "b25a7e16792fa9e98728025ffd298989f632b6b63f67a5a7c8db2fa80e1d959a",
      kind: "output",
      claim: "The gateway's certificate bears the identity of the service account made for it.",
      prints: "URI:spiffe://cluster.local/ns/default/sa/cnn-egress-gateway-istio, marked critical",
      checks: ["egress-gateway/egress-gateway-for-http-traffic/gateway-api-gateway-certificate"],
      byHand: [
        "istioctl pc secret $(kubectl get pod -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway -o jsonpath='{.items[0].metadata.name}') -ojson | " +
          "jq '[.dynamicActiveSecrets[] | select(.name == \"default\")][0].secret.tlsCertificate.certificateChain.inlineBytes' -r | " +
          "base64 -d | openssl x509 -text -noout | grep 'Subject Alternative Name' -A 1",
      ],
    },
  ],
};
