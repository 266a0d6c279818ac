import type { CatalogueSection } from "#helpers/catalogue/index";

/** The six requests that the page repeats, as one line of shell. */
const sixRequests =
  "for from in foo bar legacy; do for to in foo bar; do " +
  "kubectl -n $from exec deploy/curl -c curl -- " +
  'curl -s -o /dev/null -w "curl.$from to httpbin.$to: %{http_code}\\n" http://httpbin.$to:8000/ip; done; done';

export const setUpTheCluster: CatalogueSection = {
  slug: "set-up-the-cluster",
  title: "Set up the cluster",
  blocks: [
    {
      id: "mtls-migration/set-up-the-cluster/foo-and-bar",
      lines: [42, 47],
      sha256: "96fad8d5152b6f4df04c6553dacc9bedf9794b256eff57e2b88fdbc3aabb475d",
      kind: "command",
      claim: "httpbin and curl run in foo and bar with a sidecar that istioctl kube-inject put in.",
      checks: [
        "mtls-migration/set-up-the-cluster/workloads-as-injected",
        "mtls-migration/set-up-the-cluster/services-and-accounts",
        "mtls-migration/set-up-the-cluster/permissive-matrix",
      ],
      manifests: ["../../fixtures/workloads/samples/httpbin.yaml", "../../fixtures/workloads/samples/curl.yaml"],
      byHand: [
        "for ns in foo bar; do kubectl create ns $ns; for app in httpbin curl; do " +
          "istioctl kube-inject -f fixtures/workloads/samples/$app.yaml | kubectl -n $ns apply -f -; " +
          "done; done",
      ],
    },
    {
      id: "mtls-migration/set-up-the-cluster/legacy",
      lines: [53, 54],
      sha256: "39c50860d99770351a1e149413b0a12d7b9f602c6be423dc5821df0ae0f37bb2",
      kind: "command",
      claim: "curl runs in legacy without a sidecar.",
      checks: [
        "mtls-migration/set-up-the-cluster/workloads-as-injected",
        "mtls-migration/set-up-the-cluster/services-and-accounts",
        "mtls-migration/set-up-the-cluster/permissive-matrix",
      ],
      manifests: ["../../fixtures/workloads/samples/curl.yaml"],
      byHand: ["kubectl create ns legacy", "kubectl -n legacy apply -f fixtures/workloads/samples/curl.yaml"],
    },
    {
      id: "mtls-migration/set-up-the-cluster/permissive-matrix",
      lines: [61, 67],
      sha256: "4ac2493708f3d484e8df75ba365f60035fe883b4156b0ffbceb1a9a323734d1a",
      kind: "output",
      claim: "Without any policy every client reaches every httpbin, with a sidecar or without.",
      prints: "six lines, `curl.<from> to httpbin.<to>: 200` for foo, bar and legacy to foo and bar",
      checks: [
        "mtls-migration/set-up-the-cluster/permissive-matrix",
        "mtls-migration/lock-down-by-namespace/plain-text-needs-a-policy",
      ],
      byHand: [sixRequests],
    },
    {
      id: "mtls-migration/set-up-the-cluster/no-peer-authentication",
      lines: [75, 76],
      sha256: "36bb1c592883c9854f41d46032539f5b77c9f2bafea1b951c9160dc8a0a3bfbb",
      kind: "output",
      claim: "No PeerAuthentication exists in any namespace before the migration.",
      prints: "No resources found",
      checks: ["mtls-migration/set-up-the-cluster/no-peer-authentication"],
      byHand: ["kubectl get peerauthentication --all-namespaces"],
    },
    {
      id: "mtls-migration/set-up-the-cluster/no-destination-rule",
      lines: [80, 81],
      sha256: "9296b7aa4761a0a30a585c42d74d5bd91d5e0b559f15e62e3c57791864f8d1dd",
      kind: "output",
      claim: "No DestinationRule exists in any namespace before the migration.",
      prints: "No resources found",
      checks: ["mtls-migration/set-up-the-cluster/no-destination-rule"],
      byHand: ["kubectl get destinationrule --all-namespaces"],
    },
  ],
};

export const lockDownByNamespace: CatalogueSection = {
  slug: "lock-down-by-namespace",
  title: "Lock down to mutual TLS by namespace",
  blocks: [
    {
      id: "mtls-migration/lock-down-by-namespace/strict-in-foo",
      lines: [92, 100],
      sha256: "22d712dfe88878103a5d3501557578937f1943d957d4dd636c3f2fbfc81d4768",
      kind: "manifest",
      claim: "A PeerAuthentication STRICT in foo makes its workloads accept mutual TLS only.",
      checks: [
        "mtls-migration/lock-down-by-namespace/strict-foo-matrix",
        "mtls-migration/lock-down-by-namespace/clear-text-refused",
      ],
      manifests: ["lock-down-by-namespace.strict.yaml"],
      byHand: ["kubectl -n foo apply -f suites/mtls-migration/lock-down-by-namespace.strict.yaml"],
    },
    {
      id: "mtls-migration/lock-down-by-namespace/strict-foo-matrix",
      lines: [106, 113],
      sha256: "3088e1b8d48c63bd12c7b60836c79dc9b2cac52568b35a4fc36c8168fe735b58",
      kind: "output",
      claim: "With foo STRICT the client without a sidecar fails to httpbin.foo, and only there.",
      prints:
        "curl.legacy to httpbin.foo: 000, then `command terminated with exit code 56`; the other five lines end in 200",
      checks: ["mtls-migration/lock-down-by-namespace/strict-foo-matrix"],
      byHand: [sixRequests],
    },
    {
      id: "mtls-migration/lock-down-by-namespace/tcpdump",
      lines: [120, 122],
      sha256: "f2eb511aa66339c134a4a8309a040769089a58cdebe5913b99a671a1ed8e1a81",
      kind: "output",
      claim: "A capture at httpbin's pod shows requests from legacy in clear and requests from foo encrypted.",
      prints: "tcpdump's two opening lines: it listens on eth0; the text below says what is then seen",
      checks: [
        "mtls-migration/lock-down-by-namespace/clear-text-from-legacy",
        "mtls-migration/lock-down-by-namespace/only-tls-from-foo",
        "mtls-migration/lock-down-by-namespace/clear-text-refused",
      ],
      variant:
        "tcpdump runs in an ephemeral container of httpbin's pod with NET_RAW and NET_ADMIN, not with sudo in an " +
        "istio-proxy that values.global.proxy.privileged=true made privileged: the same network namespace, whether or " +
        "not the proxy's image has sudo and tcpdump, and every proxy of the mesh keeps the rights it has.",
      byHand: [
        "kubectl -n foo debug -it $(kubectl -n foo get pod -l app=httpbin -o name) --profile=netadmin " +
          "--image=$(node -p \"require('./$state/target.json').debugImage\") -- tcpdump -A -i eth0 dst port 8080",
      ],
    },
  ],
};

export const lockDownEntireMesh: CatalogueSection = {
  slug: "lock-down-entire-mesh",
  title: "Lock down mutual TLS for the entire mesh",
  blocks: [
    {
      id: "mtls-migration/lock-down-entire-mesh/strict-in-istio-system",
      lines: [137, 145],
      sha256: "8ccb896668d6e185015ab61278559e2087125d13ad916e1dcd644817717faa50",
      kind: "manifest",
      claim: "A PeerAuthentication STRICT in the system namespace holds for every namespace of the mesh.",
      checks: [
        "mtls-migration/lock-down-entire-mesh/strict-mesh-matrix",
        "mtls-migration/lock-down-entire-mesh/refused-by-reset",
      ],
      manifests: ["lock-down-entire-mesh.strict.yaml"],
      byHand: ["kubectl -n istio-system apply -f suites/mtls-migration/lock-down-entire-mesh.strict.yaml"],
    },
    {
      id: "mtls-migration/lock-down-entire-mesh/strict-mesh-matrix",
      lines: [152, 152],
      sha256: "f3d4cf88c8cd5fc3a0ef9caffa78ec06ebd1ebee3974f2daee8df7bfbd3916f1",
      kind: "command",
      claim:
        "With the mesh STRICT the client without a sidecar fails to both; the page prints no table, its text says so.",
      checks: ["mtls-migration/lock-down-entire-mesh/strict-mesh-matrix"],
      byHand: [sixRequests],
    },
  ],
};

export const cleanUp: CatalogueSection = {
  slug: "clean-up",
  title: "Clean up the example",
  blocks: [
    {
      id: "mtls-migration/clean-up/policies",
      lines: [160, 161],
      sha256: "28f3eb5d8808338de29225cea6bb0fa9f818b333f083dbb60dc011d0384475e8",
      kind: "command",
      claim: null,
      checks: ["mtls-migration/clean-up/inventory-equals-before"],
      byHand: [
        "kubectl -n foo delete peerauthentication default",
        "kubectl -n istio-system delete peerauthentication default",
      ],
    },
    {
      id: "mtls-migration/clean-up/namespaces",
      lines: [167, 168],
      sha256: "ab46fb103f3e1b6d709c28a26f2eb7f57c3b56b48a62359f0223a234728fd238",
      kind: "output",
      claim: "Deleting the three namespaces leaves nothing of the example behind.",
      prints: "Namespaces foo bar legacy deleted. (see the errata: kubectl prints a line per namespace)",
      checks: ["mtls-migration/clean-up/inventory-equals-before"],
      byHand: ["kubectl delete ns foo bar legacy"],
    },
  ],
};
