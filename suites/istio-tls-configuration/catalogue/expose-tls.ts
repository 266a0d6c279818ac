import type { CatalogueSection } from "#helpers/catalogue/index";

export const exposeTls: CatalogueSection = {
  slug: "expose-tls",
  title: "How to Expose TLS in Istio?",
  anchor: "how-to-expose-tls-in-istio",
  blocks: [
    {
      id: "istio-tls-configuration/expose-tls/gateway",
      lines: [59, 76],
      sha256: "211d3995ea106366d998ab583b3d22c44095e19aa482e8b17f427d88d91b3a7c",
      kind: "manifest",
      claim: "The ingress gateway terminates TLS on 443 with the certificate of the secret that credentialName names.",
      checks: [
        "istio-tls-configuration/expose-tls/sidecar-in-each-application",
        "istio-tls-configuration/expose-tls/https-port-by-default",
        "istio-tls-configuration/expose-tls/https-200-from-outside",
        "istio-tls-configuration/expose-tls/mesh-mtls-behind-the-gateway",
        "istio-tls-configuration/expose-tls/gateway-alone-has-no-route",
        "istio-tls-configuration/expose-tls/certificate-is-the-secrets",
        "istio-tls-configuration/expose-tls/clients-are-not-authenticated",
        "istio-tls-configuration/expose-tls/other-ca-refused",
        "istio-tls-configuration/expose-tls/unknown-secret-no-handshake",
        "istio-tls-configuration/expose-tls/secret-in-the-gateways-namespace",
        "istio-tls-configuration/expose-tls/renewed-secret-is-served",
      ],
      variant:
        "The secret lies in the gateway's own namespace and a VirtualService leads to httpbin; the page shows neither " +
        "(see the errata). The secret is made by the commands of the task that the page refers to for it. httpbin is in " +
        "a namespace of its own. The request comes from outside the cluster, over the node's address.",
      manifests: ["expose-tls.gateway.yaml", "expose-tls.httpbin-route.yaml", "httpbin.yaml"],
      byHand: [
        "certs=$state/by-hand; mkdir -p -m 700 $certs",
        "openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' " +
          "-keyout $certs/example.com.key -out $certs/example.com.crt",
        "for name in httpbin.example.com wikipedia.org; do openssl req -newkey rsa:2048 -nodes -subj /CN=$name " +
          "-keyout $certs/$name.key -out $certs/$name.csr; " +
          "openssl x509 -req -sha256 -days 365 -CA $certs/example.com.crt -CAkey $certs/example.com.key -set_serial 0 " +
          "-extfile <(echo subjectAltName=DNS:$name) -in $certs/$name.csr -out $certs/$name.crt; done",
        "kubectl -n istio-system create secret tls httpbin-credential " +
          "--cert=$certs/httpbin.example.com.crt --key=$certs/httpbin.example.com.key",
        "kubectl create namespace tls-blog && kubectl label namespace tls-blog istio-injection=enabled",
        "kubectl -n tls-blog apply -f suites/istio-tls-configuration/httpbin.yaml",
        "kubectl -n tls-blog rollout status deploy/httpbin",
        "kubectl apply -f suites/istio-tls-configuration/expose-tls.gateway.yaml",
        "kubectl apply -f suites/istio-tls-configuration/expose-tls.httpbin-route.yaml",
        "node=$(kubectl get node -o jsonpath='{.items[0].status.addresses[0].address}')",
        "port=$(kubectl -n istio-system get svc istio-ingressgateway " +
          "-o jsonpath='{.spec.ports[?(@.port==443)].nodePort}')",
        "curl -v --noproxy '*' --cacert $certs/example.com.crt --connect-to httpbin.example.com:443:$node:$port " +
          "https://httpbin.example.com/status/200",
      ],
    },
  ],
};
