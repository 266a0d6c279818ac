import type { CatalogueSection } from "#helpers/catalogue/index";

export const mutualTls: CatalogueSection = {
  slug: "mutual-tls",
  title: "Configure a mutual TLS ingress gateway",
  anchor: "configure-a-mutual-tls-ingress-gateway",
  blocks: [
    {
      id: "secure-gateways/mutual-tls/secret",
      lines: [499, 503],
      sha256: "a63c59fd171509f9abf668ca43eb4d09a7b8968e5c9ff4ac777c9b13049ad547",
      kind: "command",
      claim: "The secret's ca.crt is what clients are verified with.",
      checks: [
        "secure-gateways/mutual-tls/refused-without-certificate-istio-apis",
        "secure-gateways/mutual-tls/refused-without-certificate-gateway-api",
        "secure-gateways/mutual-tls/teapot-with-certificate-istio-apis",
        "secure-gateways/mutual-tls/teapot-with-certificate-gateway-api",
        "secure-gateways/mutual-tls/other-ca-refused-istio-apis",
        "secure-gateways/mutual-tls/other-ca-refused-gateway-api",
        "secure-gateways/key-formats/tls-secret",
        "secure-gateways/key-formats/generic-secret",
        "secure-gateways/key-formats/separate-cacert",
        "secure-gateways/key-formats/ca-bundle",
      ],
      variant: "The formats that the page names under Key formats are tried besides, with the Istio APIs.",
      byHand: [
        "kubectl -n istio-system delete secret httpbin-credential",
        "kubectl create -n istio-system secret generic httpbin-credential --from-file=tls.key=$certs/example_certs1/httpbin.example.com.key --from-file=tls.crt=$certs/example_certs1/httpbin.example.com.crt --from-file=ca.crt=$certs/example_certs1/example.com.crt",
      ],
    },
    {
      id: "secure-gateways/mutual-tls/gateway-istio-apis",
      lines: [521, 539],
      sha256: "7f1738f83827a034dd9f8eb926a8d55429830e351815a538da23a92c3a7c92b6",
      kind: "command",
      claim: "With tls.mode MUTUAL a client needs a certificate.",
      checks: [
        "secure-gateways/mutual-tls/refused-without-certificate-istio-apis",
        "secure-gateways/mutual-tls/teapot-with-certificate-istio-apis",
        "secure-gateways/mutual-tls/other-ca-refused-istio-apis",
      ],
      manifests: ["mutual-tls.gateway.istio-apis.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/mutual-tls.gateway.istio-apis.yaml"],
    },
    {
      id: "secure-gateways/mutual-tls/gateway-gateway-api",
      lines: [552, 577],
      sha256: "ac62360d3a49370d2144df38bc35e52ab2d334ebe8593fda9cd906e225da7a39",
      kind: "command",
      claim: "With Istio's option on the listener a client needs a certificate.",
      checks: [
        "secure-gateways/mutual-tls/refused-without-certificate-gateway-api",
        "secure-gateways/mutual-tls/teapot-with-certificate-gateway-api",
        "secure-gateways/mutual-tls/other-ca-refused-gateway-api",
      ],
      manifests: ["mutual-tls.gateway.gateway-api.yaml"],
      byHand: ["kubectl apply -f suites/secure-gateways/mutual-tls.gateway.gateway-api.yaml"],
    },
    {
      id: "secure-gateways/mutual-tls/request-refused",
      lines: [587, 600],
      sha256: "5767b433dc239b603adfc6b07e29eb57cf989073f67b8fd8727a3c12593f0b9a",
      kind: "output",
      claim: "Without a client certificate the request is refused: a certificate is required.",
      prints: "TLS 1.3's alert: certificate required",
      checks: [
        "secure-gateways/mutual-tls/refused-without-certificate-istio-apis",
        "secure-gateways/mutual-tls/refused-without-certificate-gateway-api",
      ],
      variant:
        "Asked from outside the cluster by the suite's own client, 60 times, each on a connection of its own; the server's certificate is verified as the page's curl does it. What is printed of the handshake is OpenSSL's. Each request is asked with TLS 1.3 and with 1.2, whose alert is never lost.",
      byHand: [
        'curl -v --noproxy \'*\' --resolve "httpbin.example.com:$SECURE_INGRESS_PORT:$INGRESS_HOST" --cacert $certs/example_certs1/example.com.crt "https://httpbin.example.com:$SECURE_INGRESS_PORT/status/418"',
      ],
    },
    {
      id: "secure-gateways/mutual-tls/request-with-certificate",
      lines: [608, 617],
      sha256: "b98cdb962371a4f42e587b1c55ea98768857b3f60911b00cd634d85e7a6c0467",
      kind: "output",
      claim: "With the client's certificate and key it is answered 418.",
      prints: "HTTP/2 418 with server: istio-envoy, and httpbin's teapot",
      checks: [
        "secure-gateways/mutual-tls/teapot-with-certificate-istio-apis",
        "secure-gateways/mutual-tls/teapot-with-certificate-gateway-api",
      ],
      variant:
        "Asked from outside the cluster by the suite's own client, 60 times, each on a connection of its own; the server's certificate is verified as the page's curl does it. What is printed of the handshake is OpenSSL's.",
      byHand: [
        'curl -v --noproxy \'*\' --resolve "httpbin.example.com:$SECURE_INGRESS_PORT:$INGRESS_HOST" --cacert $certs/example_certs1/example.com.crt --cert $certs/example_certs1/client.example.com.crt --key $certs/example_certs1/client.example.com.key "https://httpbin.example.com:$SECURE_INGRESS_PORT/status/418"',
      ],
    },
  ],
};
