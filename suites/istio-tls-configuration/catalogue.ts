import type { CataloguePage, CatalogueSection, Erratum } from "#helpers/catalogue";

const exposeTls: CatalogueSection = {
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
        "istio-tls-configuration/expose-tls/https-200-from-outside",
        "istio-tls-configuration/expose-tls/certificate-is-the-secrets",
        "istio-tls-configuration/expose-tls/other-ca-refused",
        "istio-tls-configuration/expose-tls/unknown-secret-no-handshake",
        "istio-tls-configuration/expose-tls/renewed-secret-is-served",
      ],
      variant:
        "The secret lies in the gateway's own namespace and a VirtualService leads to httpbin; the page shows neither " +
        "(see the errata). The request comes from outside the cluster, over the node's address.",
      manifests: ["expose-tls.gateway.yaml", "expose-tls.httpbin-route.yaml"],
      byHand: [
        "kubectl apply -f suites/istio-tls-configuration/expose-tls.gateway.yaml",
        "kubectl apply -f suites/istio-tls-configuration/expose-tls.httpbin-route.yaml",
        "node=$(kubectl get node -o jsonpath='{.items[0].status.addresses[0].address}')",
        "port=$(kubectl -n istio-system get svc istio-ingressgateway " +
          "-o jsonpath='{.spec.ports[?(@.port==443)].nodePort}')",
        "curl -v --cacert <the run's CA> --connect-to httpbin.example.com:443:$node:$port " +
          "https://httpbin.example.com/status/200",
      ],
    },
  ],
};

const consumeTls: CatalogueSection = {
  slug: "consume-tls",
  title: "How To Consume SSL from Istio?",
  anchor: "how-to-consume-ssl-from-istio",
  blocks: [
    {
      id: "istio-tls-configuration/consume-tls/service-entry",
      lines: [106, 118],
      sha256: "82b02e4db955de883b30bd4629c88c86cb16fc54fcbb84323f34a48826c77257",
      kind: "manifest",
      claim: "A ServiceEntry makes wikipedia.org a service of the mesh that its policies can manage.",
      checks: [
        "istio-tls-configuration/consume-tls/published-form-does-not-originate",
        "istio-tls-configuration/consume-tls/without-destination-rule-plain-text",
        "istio-tls-configuration/consume-tls/origin-sees-tls",
      ],
      variant:
        "Applied as printed to show what it does, and in the form that works to check the claim (see the errata).",
      manifests: ["consume-tls.service-entry.published.yaml", "consume-tls.service-entry.yaml"],
      byHand: [
        "kubectl apply -f suites/istio-tls-configuration/consume-tls.service-entry.yaml",
        "kubectl exec deploy/curl -c curl -- curl -sS -o /dev/null -w '%{http_code}\\n' http://wikipedia.org/",
      ],
    },
    {
      id: "istio-tls-configuration/consume-tls/destination-rule",
      lines: [124, 133],
      sha256: "da1216809c4c2b568e3b476ef9abd5d35f8d9743be4e58a862bfa5eea7fc890e",
      kind: "manifest",
      claim: "With a DestinationRule SIMPLE the application speaks plain HTTP and wikipedia.org is reached over TLS.",
      checks: [
        "istio-tls-configuration/consume-tls/origin-sees-tls",
        "istio-tls-configuration/consume-tls/origin-certificate-is-verified",
        "istio-tls-configuration/consume-tls/published-form-does-not-originate",
      ],
      variant: "Names the CA that the origin's certificate is verified with: the stand-in origin's is the run's own.",
      manifests: ["consume-tls.destination-rule.published.yaml", "consume-tls.destination-rule.yaml"],
      byHand: [
        "kubectl apply -f suites/istio-tls-configuration/consume-tls.destination-rule.yaml",
        "kubectl exec deploy/curl -c curl -- curl -sS -o /dev/null -w '%{http_code}\\n' http://wikipedia.org/",
      ],
    },
  ],
};

const errata: Erratum[] = [
  {
    id: "no-origination-on-443",
    blocks: [
      "istio-tls-configuration/consume-tls/service-entry",
      "istio-tls-configuration/consume-tls/destination-rule",
    ],
    text:
      "ServiceEntry 443/HTTPS with DestinationRule SIMPLE does not originate TLS for an application that speaks plain " +
      "HTTP: on 443 the sidecar takes the bytes for TLS already, and the origin answers 400 to plain text on its TLS " +
      "port. An application that does speak TLS is wrapped in TLS a second time and fails (curl 35).",
    whatTheSuiteDoes:
      "Shows what the published form does, and checks the claim with port 80, protocol HTTP, targetPort 443.",
  },
  {
    id: "origin-not-verified",
    blocks: ["istio-tls-configuration/consume-tls/destination-rule"],
    text:
      "The rule names no CA. Until Istio 1.20 SIMPLE then accepted any certificate; since 1.21 the proxy's system CAs " +
      "decide. The page says nothing of it.",
    whatTheSuiteDoes: "Verifies the origin's certificate in every check, and checks that one of another CA is refused.",
  },
  {
    id: "no-route",
    blocks: ["istio-tls-configuration/expose-tls/gateway"],
    text:
      "The page ends at the Gateway and says that the pages can be reached. A Gateway without a VirtualService bound " +
      "to it has no route to any workload.",
    whatTheSuiteDoes: "Binds a VirtualService for httpbin to the Gateway.",
  },
  {
    id: "secret-namespace",
    blocks: ["istio-tls-configuration/expose-tls/gateway"],
    text:
      "The Gateway is in default and the page does not say where the secret belongs. credentialName is looked up in " +
      "the namespace of the gateway's pods, istio-system here.",
    whatTheSuiteDoes: "Creates httpbin-credential in istio-system.",
  },
  {
    id: "two-samples",
    blocks: ["istio-tls-configuration/expose-tls/gateway"],
    text: "The Gateway is named after the bookinfo sample, its secret after httpbin; the link to the sample is missing.",
    whatTheSuiteDoes: "Keeps both names and serves httpbin behind it.",
  },
  {
    id: "egress-gateway-not-used",
    blocks: [
      "istio-tls-configuration/consume-tls/service-entry",
      "istio-tls-configuration/consume-tls/destination-rule",
    ],
    text:
      "The scenario says that the egress gateway handles all outgoing traffic. Nothing on the page leads traffic to " +
      "it: with these two resources the client's own sidecar goes out.",
    whatTheSuiteDoes: "Expects the request in the log of the client's own sidecar, and not in the egress gateway's.",
  },
];

export const page: CataloguePage = {
  id: "istio-tls-configuration",
  title: "Secure Your Services with Istio: A Step-by-Step Guide to Setting up Istio TLS Connections",
  url: "https://alexandre-vazquez.com/istio-tls-configuration/",
  language: "en, zh",
  copy: "003",
  titles: ["Secure Your Services with Istio: A Step-by-Step Guide to Setting up Istio TLS Connections"],
  suite: "planned",
  blocksInDocument: 3,
  sections: [exposeTls, consumeTls],
  errata,
};
