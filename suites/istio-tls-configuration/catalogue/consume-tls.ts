import type { CatalogueSection } from "#helpers/catalogue/index";

/** One request of the application, and what the stand-in origin saw of it. */
const request = [
  "kubectl -n tls-blog exec deploy/curl -c curl -- curl -sSI http://wikipedia.org/by-hand",
  "docker exec wikipedia.org tail -n 1 /var/log/nginx/record.jsonl",
];

export const consumeTls: CatalogueSection = {
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
        "istio-tls-configuration/consume-tls/service-entry-registers-the-host",
        "istio-tls-configuration/consume-tls/published-form-does-not-originate",
        "istio-tls-configuration/consume-tls/published-form-wraps-tls-twice",
        "istio-tls-configuration/consume-tls/origin-sees-tls",
        "istio-tls-configuration/consume-tls/egress-gateway-originates",
      ],
      variant:
        "Applied as printed to show what it does, and in the form that works to check the claim (see the errata). The " +
        "application is in a namespace of its own.",
      manifests: [
        "consume-tls.service-entry.published.yaml",
        "consume-tls.service-entry.yaml",
        "client.yaml",
        "unmeshed.yaml",
      ],
      byHand: [
        "from_target() { node -p \"const t = require('./$state/target.json'); $1\"; }",
        "certs=$PWD/$state/by-hand; export DOCKER_HOST=$(from_target t.engineEnv.DOCKER_HOST)",
        "docker run -d --name wikipedia.org --network $(from_target t.network) " +
          "--ip $(from_target \"t.addresses['wikipedia.org']\") " +
          "-v $PWD/fixtures/internet/nginx.conf:/etc/nginx/nginx.conf " +
          "-v $certs/wikipedia.org.crt:/etc/nginx/origin.crt -v $certs/wikipedia.org.key:/etc/nginx/origin.key " +
          "$(from_target t.originImage)",
        "kubectl -n tls-blog create configmap origin-ca --from-file=ca.crt=$certs/example.com.crt",
        "kubectl -n tls-blog apply -f suites/istio-tls-configuration/client.yaml",
        "kubectl -n tls-blog rollout status deploy/curl",
        "kubectl apply -f suites/istio-tls-configuration/consume-tls.service-entry.yaml",
        ...request,
      ],
    },
    {
      id: "istio-tls-configuration/consume-tls/destination-rule",
      lines: [124, 133],
      sha256: "da1216809c4c2b568e3b476ef9abd5d35f8d9743be4e58a862bfa5eea7fc890e",
      kind: "manifest",
      claim: "With a DestinationRule SIMPLE the application speaks plain HTTP and wikipedia.org is reached over TLS.",
      checks: [
        "istio-tls-configuration/consume-tls/service-entry-registers-the-host",
        "istio-tls-configuration/consume-tls/published-form-does-not-originate",
        "istio-tls-configuration/consume-tls/published-form-wraps-tls-twice",
        "istio-tls-configuration/consume-tls/origin-sees-tls",
        "istio-tls-configuration/consume-tls/sidecar-goes-out-itself",
        "istio-tls-configuration/consume-tls/without-destination-rule-plain-text",
        "istio-tls-configuration/consume-tls/origin-certificate-is-verified",
        "istio-tls-configuration/consume-tls/rule-without-ca-trusts-the-systems",
        "istio-tls-configuration/consume-tls/egress-gateway-originates",
      ],
      variant:
        "Names the CA that the origin's certificate is verified with: the stand-in origin's is the run's own. As " +
        "printed it is applied too, to show what it does. With MESHPROOF_INTERNET=live the printed rule is enough. For " +
        "the page's picture three resources that it does not show lead over the egress gateway.",
      manifests: [
        "consume-tls.destination-rule.published.yaml",
        "consume-tls.destination-rule.yaml",
        "consume-tls.destination-rule.at-gateway.yaml",
        "consume-tls.egress-gateway.yaml",
      ],
      byHand: [
        "kubectl apply -f suites/istio-tls-configuration/consume-tls.destination-rule.yaml",
        ...request,
        "kubectl -n istio-system create secret generic wikipedia-ca --from-file=ca.crt=$certs/example.com.crt",
        "kubectl apply -f suites/istio-tls-configuration/consume-tls.destination-rule.at-gateway.yaml " +
          "-f suites/istio-tls-configuration/consume-tls.egress-gateway.yaml",
        ...request,
        "kubectl -n istio-system logs deploy/istio-egressgateway --tail=1",
        "kubectl delete -f suites/istio-tls-configuration/consume-tls.egress-gateway.yaml; " +
          "kubectl -n istio-system delete secret wikipedia-ca",
        "kubectl delete -f suites/istio-tls-configuration/consume-tls.destination-rule.yaml " +
          "-f suites/istio-tls-configuration/consume-tls.service-entry.yaml " +
          "-f suites/istio-tls-configuration/expose-tls.gateway.yaml " +
          "-f suites/istio-tls-configuration/expose-tls.httpbin-route.yaml",
        "kubectl delete namespace tls-blog; kubectl -n istio-system delete secret httpbin-credential",
        "docker rm -f wikipedia.org; rm -r $certs",
      ],
    },
  ],
};
