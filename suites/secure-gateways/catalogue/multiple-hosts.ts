import type { CatalogueSection } from "#helpers/catalogue/index";

export const multipleHosts: CatalogueSection = {
  slug: "multiple-hosts",
  title: "Configure a TLS ingress gateway for multiple hosts",
  anchor: "configure-a-tls-ingress-gateway-for-multiple-hosts",
  blocks: [
    {
      id: "secure-gateways/multiple-hosts/restored-secret",
      lines: [305, 308],
      sha256: "70fb1fe09c683d01ba0dd19e967dbb701f671d9e6ba13d5053719ace5db3a684",
      kind: "command",
      claim: null,
      checks: [
        "secure-gateways/multiple-hosts/httpbin-still-istio-apis",
        "secure-gateways/multiple-hosts/httpbin-still-gateway-api",
      ],
      byHand: [
        "kubectl -n istio-system delete secret httpbin-credential",
        "kubectl create -n istio-system secret tls httpbin-credential --key=$certs/example_certs1/httpbin.example.com.key --cert=$certs/example_certs1/httpbin.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/multiple-hosts/helloworld",
      lines: [314, 315],
      sha256: "351028ad17760efcaab7227efcd145258a0d46b94bd7c57bbedebc75205c4dac",
      kind: "command",
      claim: null,
      checks: [
        "secure-gateways/multiple-hosts/helloworld-istio-apis",
        "secure-gateways/multiple-hosts/helloworld-gateway-api",
      ],
      variant: "The image is a stand-in: one Python script of ours, with the sample's name, labels, port and words.",
      byHand: [
        "kubectl create configmap helloworld-stand-in --from-file=fixtures/workloads/helloworld/helloworld.py",
        "kubectl apply -f fixtures/workloads/helloworld/helloworld.yaml -l service=helloworld",
        "kubectl apply -f fixtures/workloads/helloworld/helloworld.yaml -l version=v1",
        "kubectl rollout status deploy/helloworld-v1",
      ],
    },
    {
      id: "secure-gateways/multiple-hosts/helloworld-secret",
      lines: [321, 323],
      sha256: "9abf4168a83d54835ee13f6237f07baca5a287b171b92b5bcf307974d31a81bd",
      kind: "command",
      claim: null,
      checks: [
        "secure-gateways/multiple-hosts/helloworld-istio-apis",
        "secure-gateways/multiple-hosts/helloworld-gateway-api",
      ],
      byHand: [
        "kubectl create -n istio-system secret tls helloworld-credential --key=$certs/example_certs1/helloworld.example.com.key --cert=$certs/example_certs1/helloworld.example.com.crt",
      ],
    },
    {
      id: "secure-gateways/multiple-hosts/gateway-istio-apis",
      lines: [337, 364],
      sha256: "e69e2f2bea84e8a4a7b13d55a840ddebeaeff2a6fe8d807d67ae02e6e67a88ab",
      kind: "command",
      claim: "Two servers share port 443, each with the credential of its host.",
      checks: [
        "secure-gateways/multiple-hosts/helloworld-istio-apis",
        "secure-gateways/multiple-hosts/httpbin-still-istio-apis",
      ],
      manifests: ["multiple-hosts.gateway.istio-apis.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/multiple-hosts.gateway.istio-apis.yaml"],
    },
    {
      id: "secure-gateways/multiple-hosts/route-istio-apis",
      lines: [370, 389],
      sha256: "1e5df883058d11696acf2845575cd98cfd23ea5586a160f26678dcea993d5999",
      kind: "command",
      claim: null,
      checks: ["secure-gateways/multiple-hosts/helloworld-istio-apis"],
      manifests: ["multiple-hosts.route.istio-apis.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/multiple-hosts.route.istio-apis.yaml"],
    },
    {
      id: "secure-gateways/multiple-hosts/gateway-gateway-api",
      lines: [401, 438],
      sha256: "a58174e981ac8e877e822cedbb7dde104e4c2d6451d3d6a4f3605026414ab9bc",
      kind: "command",
      claim: "Two listeners share port 443, each with the credential of its host.",
      checks: [
        "secure-gateways/multiple-hosts/helloworld-gateway-api",
        "secure-gateways/multiple-hosts/httpbin-still-gateway-api",
      ],
      manifests: ["multiple-hosts.gateway.gateway-api.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/multiple-hosts.gateway.gateway-api.yaml"],
    },
    {
      id: "secure-gateways/multiple-hosts/route-gateway-api",
      lines: [444, 462],
      sha256: "780d6f26bd06d4bf3b6c05ea365d4a0dba704e9ccb8fc9090e62ef41294cceab",
      kind: "command",
      claim: null,
      checks: ["secure-gateways/multiple-hosts/helloworld-gateway-api"],
      manifests: ["multiple-hosts.route.gateway-api.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/multiple-hosts.route.gateway-api.yaml"],
    },
    {
      id: "secure-gateways/multiple-hosts/request-helloworld",
      lines: [472, 476],
      sha256: "a004f895e48070ea5954b618248544bb8848bebc0ab093deed1d44a14ebf4914",
      kind: "output",
      claim: "helloworld answers 200 under its own certificate.",
      prints: "HTTP/2 200",
      checks: [
        "secure-gateways/multiple-hosts/helloworld-istio-apis",
        "secure-gateways/multiple-hosts/helloworld-gateway-api",
      ],
      variant:
        "Asked from outside the cluster by the suite's own client, 60 times, each on a connection of its own; the server's certificate is verified as the page's curl does it. What is printed of the handshake is OpenSSL's.",
      byHand: [
        'curl -v --noproxy \'*\' --resolve "helloworld.example.com:$SECURE_INGRESS_PORT:$INGRESS_HOST" --cacert $certs/example_certs1/example.com.crt "https://helloworld.example.com:$SECURE_INGRESS_PORT/hello"',
      ],
    },
    {
      id: "secure-gateways/multiple-hosts/request-httpbin",
      lines: [482, 488],
      sha256: "b9ada988a78c5ed99eced1e1a63a117fa094a35c02d1dac7a9568d3ac251c0ec",
      kind: "output",
      claim: "httpbin still answers 418.",
      prints: "HTTP/2 418 with server: istio-envoy",
      checks: [
        "secure-gateways/multiple-hosts/httpbin-still-istio-apis",
        "secure-gateways/multiple-hosts/httpbin-still-gateway-api",
      ],
      variant:
        "Asked from outside the cluster by the suite's own client, 60 times, each on a connection of its own; the server's certificate is verified as the page's curl does it. What is printed of the handshake is OpenSSL's.",
      byHand: [
        'curl -v --noproxy \'*\' --resolve "httpbin.example.com:$SECURE_INGRESS_PORT:$INGRESS_HOST" --cacert $certs/example_certs1/example.com.crt "https://httpbin.example.com:$SECURE_INGRESS_PORT/status/418"',
      ],
    },
  ],
};
