import type { CatalogueSection } from "#helpers/catalogue/index";

export const singleHost: CatalogueSection = {
  slug: "single-host",
  title: "Configure a TLS ingress gateway for a single host",
  anchor: "configure-a-tls-ingress-gateway-for-a-single-host",
  blocks: [
    {
      id: "secure-gateways/single-host/secret",
      lines: [106, 108],
      sha256: "ef0e8fb4c9cdfbe34dfbc7340cfc804b291dd5fcef651ca0c14d0009b5dfdd23",
      kind: "command",
      claim: null,
      checks: ["secure-gateways/single-host/teapot-istio-apis", "secure-gateways/single-host/teapot-gateway-api"],
      byHand: [
        "kubectl create -n istio-system secret tls httpbin-credential --key=$certs/example_certs1/httpbin.example.com.key --cert=$certs/example_certs1/httpbin.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/single-host/gateway-istio-apis",
      lines: [122, 140],
      sha256: "04cc92c0acc66e008ce1c9af906a3ab3b106c293aac7f3593ccb6ed73b002093",
      kind: "command",
      claim: "The ingress gateway terminates TLS on 443 for one host, with the secret that credentialName names.",
      checks: [
        "secure-gateways/single-host/teapot-istio-apis",
        "secure-gateways/sni-routing/other-host-refused-istio-apis",
      ],
      manifests: ["single-host.gateway.istio-apis.yaml"],
      byHand: [
        "kubectl apply -f suites/secure-gateways/single-host.gateway.istio-apis.yaml",
        "export INGRESS_HOST=$(kubectl get node -o jsonpath='{.items[0].status.addresses[0].address}')",
        "export SECURE_INGRESS_PORT=$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath='{.spec.ports[?(@.port==443)].nodePort}')",
      ],
    },
    {
      id: "secure-gateways/single-host/route-istio-apis",
      lines: [147, 168],
      sha256: "e2f61979c658b1659bdbb7aded042568894848e094752d76fd0d0021e384fbcb",
      kind: "command",
      claim: "Two paths lead to httpbin, and no other.",
      checks: [
        "secure-gateways/single-host/teapot-istio-apis",
        "secure-gateways/single-host/only-its-paths-istio-apis",
      ],
      manifests: ["single-host.route.istio-apis.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/single-host.route.istio-apis.yaml"],
    },
    {
      id: "secure-gateways/single-host/gateway-gateway-api",
      lines: [181, 204],
      sha256: "2c6903df67459548c407903a3084f436899baf003f26debbbe4ff21747256cdd",
      kind: "command",
      claim: "A Gateway of class istio deploys a gateway of its own, which terminates TLS on 443 for one host.",
      checks: [
        "secure-gateways/single-host/teapot-gateway-api",
        "secure-gateways/single-host/gateway-programmed",
        "secure-gateways/single-host/routes-of-default-alone",
        "secure-gateways/sni-routing/other-host-refused-gateway-api",
      ],
      manifests: ["single-host.gateway.gateway-api.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/single-host.gateway.gateway-api.yaml"],
    },
    {
      id: "secure-gateways/single-host/route-gateway-api",
      lines: [210, 231],
      sha256: "85ea46fbf5f4d9582d21a4107830a6730f530b01f5e8e55889f8cf374831065b",
      kind: "command",
      claim: "Two paths lead to httpbin, and no other.",
      checks: [
        "secure-gateways/single-host/teapot-gateway-api",
        "secure-gateways/single-host/only-its-paths-gateway-api",
      ],
      manifests: ["single-host.route.gateway-api.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/single-host.route.gateway-api.yaml"],
    },
    {
      id: "secure-gateways/single-host/address",
      lines: [237, 239],
      sha256: "ed53b8b13c11da42a2a707658393977ebaa5d3ea498fd6ca230c0d955b8bfef2",
      kind: "command",
      claim: "The Gateway gets programmed, and says at which address and port it is reached.",
      checks: ["secure-gateways/single-host/gateway-programmed", "secure-gateways/single-host/teapot-gateway-api"],
      variant:
        "On a cluster of kind the suite takes the part of the cloud's load balancer, and gives the gateway's Service the node's address: without one the Gateway is never programmed.",
      byHand: [
        "kubectl -n istio-system rollout status deploy/mygateway-istio",
        'kubectl patch svc mygateway-istio -n istio-system --subresource=status --type=merge -p "{\\"status\\":{\\"loadBalancer\\":{\\"ingress\\":[{\\"ip\\":\\"$(kubectl get node -o jsonpath=\'{.items[0].status.addresses[0].address}\')\\"}]}}}"',
        "kubectl wait --for=condition=programmed gtw mygateway -n istio-system",
        "export INGRESS_HOST=$(kubectl get gtw mygateway -n istio-system -o jsonpath='{.status.addresses[0].value}')",
        "export SECURE_INGRESS_PORT=$(kubectl get gtw mygateway -n istio-system -o jsonpath='{.spec.listeners[?(@.name==\"https\")].port}')",
      ],
    },
    {
      id: "secure-gateways/single-host/request",
      lines: [249, 255],
      sha256: "16497b7b8a1ba4fc5837e644e3ff4e908afc188ce2e1185476059aa2e2c6bdbe",
      kind: "output",
      claim: "From outside, https to httpbin answers 418, the certificate verified against the first root.",
      prints: "HTTP/2 418 and httpbin's teapot",
      checks: ["secure-gateways/single-host/teapot-istio-apis", "secure-gateways/single-host/teapot-gateway-api"],
      variant:
        "Asked from outside the cluster by the suite's own client, 60 times, each on a connection of its own; the server's certificate is verified as the page's curl does it. What is printed of the handshake is OpenSSL's.",
      byHand: [
        'curl -v --noproxy \'*\' --resolve "httpbin.example.com:$SECURE_INGRESS_PORT:$INGRESS_HOST" --cacert $certs/example_certs1/example.com.crt "https://httpbin.example.com:$SECURE_INGRESS_PORT/status/418"',
      ],
    },
    {
      id: "secure-gateways/single-host/renewed-secret",
      lines: [264, 267],
      sha256: "1594a209397a6357d5ea32f02ac7e642b86ba1917cba02ca13cc94e73393059b",
      kind: "command",
      claim: null,
      checks: [
        "secure-gateways/single-host/new-chain-istio-apis",
        "secure-gateways/single-host/new-chain-gateway-api",
        "secure-gateways/single-host/old-chain-refused-istio-apis",
        "secure-gateways/single-host/old-chain-refused-gateway-api",
      ],
      byHand: [
        "kubectl -n istio-system delete secret httpbin-credential",
        "kubectl create -n istio-system secret tls httpbin-credential --key=$certs/example_certs2/httpbin.example.com.key --cert=$certs/example_certs2/httpbin.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/single-host/request-new-chain",
      lines: [273, 279],
      sha256: "74da974370a68341c41dec7fca0eb282cb3a211b43a7099a699a605fbf99cc9e",
      kind: "output",
      claim: "With the new root trusted, the request is answered 418.",
      prints: "HTTP/2 418 and httpbin's teapot",
      checks: ["secure-gateways/single-host/new-chain-istio-apis", "secure-gateways/single-host/new-chain-gateway-api"],
      variant:
        "Asked from outside the cluster by the suite's own client, 60 times, each on a connection of its own; the server's certificate is verified as the page's curl does it. What is printed of the handshake is OpenSSL's.",
      byHand: [
        'curl -v --noproxy \'*\' --resolve "httpbin.example.com:$SECURE_INGRESS_PORT:$INGRESS_HOST" --cacert $certs/example_certs2/example.com.crt "https://httpbin.example.com:$SECURE_INGRESS_PORT/status/418"',
      ],
    },
    {
      id: "secure-gateways/single-host/request-old-chain",
      lines: [285, 292],
      sha256: "14e1511a052b76544090823a1ef073dfd26a0f6a5a504043441130f561c80d74",
      kind: "output",
      claim: "With the first root trusted, the handshake fails at the client: the signature is of another key.",
      prints: "curl ends with 35, an error of RSA in the certificate's signature",
      checks: [
        "secure-gateways/single-host/old-chain-refused-istio-apis",
        "secure-gateways/single-host/old-chain-refused-gateway-api",
      ],
      variant:
        "Asked from outside the cluster by the suite's own client, 60 times, each on a connection of its own; the server's certificate is verified as the page's curl does it. What is printed of the handshake is OpenSSL's. The page's words are LibreSSL's; Node says CERT_SIGNATURE_FAILURE or UNABLE_TO_VERIFY_LEAF_SIGNATURE.",
      byHand: [
        'curl -v --noproxy \'*\' --resolve "httpbin.example.com:$SECURE_INGRESS_PORT:$INGRESS_HOST" --cacert $certs/example_certs1/example.com.crt "https://httpbin.example.com:$SECURE_INGRESS_PORT/status/418"',
      ],
    },
  ],
};
