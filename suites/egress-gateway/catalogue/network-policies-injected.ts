import type { CatalogueBlock, CatalogueSection } from "#helpers/catalogue/index";

/** From the step that injects a sidecar into test-egress to the section's end. */
export const networkPoliciesInjected: CatalogueBlock[] = [
  {
    id: "egress-gateway/apply-kubernetes-network-policies/label-injection",
    lines: [876, 876],
    sha256: "486d430aecf73fd5ce7782683278d60bea35da74fae5d41b43d8b744d0a972e3",
    kind: "command",
    claim: null,
    checks: [
      "egress-gateway/apply-kubernetes-network-policies/istio-apis-two-containers",
      "egress-gateway/apply-kubernetes-network-policies/gateway-api-two-containers",
    ],
    byHand: ["kubectl label namespace test-egress istio-injection=enabled"],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/redeploy-curl",
    lines: [882, 883],
    sha256: "16c339c6ee42e797ec09e5c39100eafeb4ab367f9cbf63a04a7bac93d0b53770",
    kind: "command",
    claim: null,
    checks: [
      "egress-gateway/apply-kubernetes-network-policies/istio-apis-two-containers",
      "egress-gateway/apply-kubernetes-network-policies/gateway-api-two-containers",
    ],
    manifests: ["../../fixtures/workloads/samples/curl.yaml"],
    byHand: [
      "kubectl -n test-egress delete deployment curl",
      "kubectl -n test-egress apply -f fixtures/workloads/samples/curl.yaml",
    ],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/containers-istio-apis",
    lines: [893, 894],
    sha256: "d94dc0a466afec82e19ea0232429b34eb9900a155d0c8d00f3115d97b7a8fbd4",
    kind: "output",
    claim: "After injection curl's pod has two containers, curl and istio-proxy.",
    prints: "curl istio-proxy",
    checks: ["egress-gateway/apply-kubernetes-network-policies/istio-apis-two-containers"],
    byHand: [
      "kubectl -n test-egress get pod -l app=curl " +
        "-o jsonpath='{.items[0].spec.containers[*].name} {.items[0].spec.initContainers[*].name}'",
    ],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/destination-rule-istio-apis",
    lines: [901, 910],
    sha256: "e581f66604ae9d6d46964a064c7f81e26ae097b234cfd3503e12bf012e96620e",
    kind: "manifest",
    claim: "A client in another namespace needs a DestinationRule of its own for the gateway's subset.",
    checks: [
      "egress-gateway/apply-kubernetes-network-policies/istio-apis-fails-without-destination-rule",
      "egress-gateway/apply-kubernetes-network-policies/istio-apis-200-through-gateway",
    ],
    manifests: ["apply-kubernetes-network-policies.destination-rule.yaml"],
    byHand: [
      "kubectl -n test-egress apply -f suites/egress-gateway/apply-kubernetes-network-policies.destination-rule.yaml",
    ],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/containers-gateway-api",
    lines: [918, 919],
    sha256: "d94dc0a466afec82e19ea0232429b34eb9900a155d0c8d00f3115d97b7a8fbd4",
    kind: "output",
    claim: "After injection curl's pod has two containers, curl and istio-proxy.",
    prints: "curl istio-proxy",
    checks: ["egress-gateway/apply-kubernetes-network-policies/gateway-api-two-containers"],
    byHand: [
      "kubectl -n test-egress get pod -l app=curl " +
        "-o jsonpath='{.items[0].spec.containers[*].name} {.items[0].spec.initContainers[*].name}'",
    ],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/request-through-gateway",
    lines: [931, 932],
    sha256: "48c8164eb2e5b89d6ce3e7be53cee0fc9a8e8abffd6c21370e4b61fa4bccbdea",
    kind: "output",
    claim: "With a sidecar the request succeeds under the same policy, because it goes to the gateway.",
    prints: "200",
    checks: [
      "egress-gateway/apply-kubernetes-network-policies/istio-apis-200-through-gateway",
      "egress-gateway/apply-kubernetes-network-policies/gateway-api-200-through-gateway",
    ],
    byHand: [
      "kubectl -n test-egress exec deploy/curl -c curl -- " +
        "curl -sS -o /dev/null -w '%{http_code}\\n' https://edition.cnn.com/politics",
    ],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/log-istio-apis",
    lines: [944, 944],
    sha256: "0622a13824f9a83918a39690866bb4585ded2561db3665bb945f8ad42638fcee",
    kind: "command",
    claim: null,
    checks: ["egress-gateway/apply-kubernetes-network-policies/istio-apis-log-line"],
    variant:
      "Follows sixty requests through the whole log besides; among the last ten lines must be the line of one of them.",
    byHand: ["kubectl -n istio-system logs -l istio=egressgateway --since=1m --tail=-1"],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/log-line-istio-apis",
    lines: [950, 950],
    sha256: "e995f04b9ecc5b5896404280e4622f4030c604669d369b75a8d6ba4a4716604c",
    kind: "output",
    claim: "The egress gateway's log has a line for the connection that came from test-egress.",
    prints: '"- - -" 0, port 443 of the origin, outbound|443||edition.cnn.com, edition.cnn.com, no route name',
    checks: ["egress-gateway/apply-kubernetes-network-policies/istio-apis-log-line"],
    byHand: ["kubectl -n istio-system logs -l istio=egressgateway --since=1m --tail=-1"],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/log-gateway-api",
    lines: [960, 960],
    sha256: "c9aefc0913b1253b8af37d3e216093ee190facadbf6205eec992886d7ac2b962",
    kind: "command",
    claim: null,
    checks: ["egress-gateway/apply-kubernetes-network-policies/gateway-api-log-line"],
    variant:
      "Follows sixty requests through the whole log besides; among the last ten lines must be the line of one of them.",
    byHand: [
      "kubectl logs -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway -c istio-proxy --since=1m --tail=-1",
    ],
  },
  {
    id: "egress-gateway/apply-kubernetes-network-policies/log-line-gateway-api",
    lines: [966, 966],
    sha256: "9fe9832900f0806adb6a23bb54882eb49048162e37b4e2148ad79ca33b8b0a07",
    kind: "output",
    claim: "The gateway's log has a line for the connection that came from test-egress.",
    prints:
      '"- - -" 0 - - - "-", port 443 of the origin, outbound|443||edition.cnn.com, edition.cnn.com, no route name',
    checks: ["egress-gateway/apply-kubernetes-network-policies/gateway-api-log-line"],
    byHand: [
      "kubectl logs -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway -c istio-proxy --since=1m --tail=-1",
    ],
  },
];

export const cleanupPolicies: CatalogueSection = {
  slug: "cleanup-network-policies",
  title: "Cleanup network policies",
  blocks: [
    {
      id: "egress-gateway/cleanup-network-policies/istio-apis",
      lines: [982, 987],
      sha256: "7494aafbf52da30850e16d72b2816c2478ba1c63c05d062534f1f127eca99bed",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/cleanup-network-policies/istio-apis-leaves-nothing"],
      byHand: [
        "kubectl -n test-egress delete -f fixtures/workloads/samples/curl.yaml",
        "kubectl -n test-egress delete destinationrule egressgateway-for-cnn",
        "kubectl -n test-egress delete networkpolicy allow-egress-to-istio-system-and-kube-dns",
        "kubectl label namespace kube-system kube-system-",
        "kubectl label namespace istio-system istio-",
        "kubectl delete namespace test-egress",
      ],
    },
    {
      id: "egress-gateway/cleanup-network-policies/gateway-api",
      lines: [995, 1000],
      sha256: "8d3a19d06cc82002816c3cb47bc53133aa69fe3b7a348424da612320afa5fc58",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/cleanup-network-policies/gateway-api-leaves-nothing"],
      byHand: [
        "kubectl -n test-egress delete -f fixtures/workloads/samples/curl.yaml",
        "kubectl -n test-egress delete networkpolicy allow-egress-to-istio-system-and-kube-dns",
        "kubectl label namespace kube-system kube-system-",
        "kubectl label namespace istio-system istio-",
        "kubectl label namespace default gateway-",
        "kubectl delete namespace test-egress",
      ],
    },
  ],
};

export const cleanup: CatalogueSection = {
  slug: "cleanup",
  title: "Cleanup",
  blocks: [
    {
      id: "egress-gateway/cleanup/curl",
      lines: [1014, 1014],
      sha256: "4f9207d1aa62d5464b3cf2670585dfe84c59f96611651732e3d5ff6966f298b3",
      kind: "command",
      claim: null,
      checks: ["egress-gateway/cleanup/inventory-equals-before"],
      manifests: ["before-you-begin.curl.yaml"],
      byHand: ["kubectl delete -f suites/egress-gateway/before-you-begin.curl.yaml"],
    },
  ],
};
