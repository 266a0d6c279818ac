import type { CatalogueSection } from "#helpers/catalogue";

/** The external client's curl with the files that the page copies to it. */
const externalCurl =
  "kubectl exec deploy/sleep -c sleep -- curl -IsS --cacert /tmp/ca.crt " +
  "--key /tmp/client.test.svc.cluster.local.key --cert /tmp/client.test.svc.cluster.local.crt";

export const verification: CatalogueSection = {
  slug: "verification",
  title: "Verification",
  anchor: "verification",
  blocks: [
    {
      id: "ingress-sidecar-tls-termination-older-edition/verification/1",
      lines: [210, 211],
      sha256: "489f0128ca0d8acb6c7edeff62e7d29238921f4932068c446b023b2623bbf77b",
      kind: "command",
      claim: "One client runs inside the mesh, in test, and one outside of it, in default.",
      checks: [
        "ingress-sidecar-tls-termination-older-edition/verification/clients-as-applied",
        "ingress-sidecar-tls-termination-older-edition/verification/external-client-ready",
        "ingress-sidecar-tls-termination-older-edition/verification/pods-ready",
      ],
      manifests: ["../../fixtures/samples/sleep.yaml"],
      byHand: ["kubectl apply -f fixtures/samples/sleep.yaml", "kubectl -n test apply -f fixtures/samples/sleep.yaml"],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/verification/2",
      lines: [217, 219],
      sha256: "3b42d2ffbec6de60e2e49343543d410b518eb76df14b9be8be239059729216bd",
      kind: "output",
      claim: "The external client runs without a sidecar.",
      prints: "one pod sleep-…, READY 1/1, STATUS Running, RESTARTS 0",
      checks: ["ingress-sidecar-tls-termination-older-edition/verification/external-client-ready"],
      byHand: ["kubectl get pods"],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/verification/3",
      lines: [223, 226],
      sha256: "c74c454e0b36175431a145854b68098fc9a0a5195112f8c1aeaae7d894bf6e71",
      kind: "output",
      claim: "httpbin and the internal client each run with a sidecar.",
      prints: "two pods, httpbin-… and sleep-…, READY 2/2, STATUS Running, RESTARTS 0",
      checks: ["ingress-sidecar-tls-termination-older-edition/verification/pods-ready"],
      byHand: ["kubectl get pods -n test"],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/verification/4",
      lines: [230, 233],
      sha256: "a8d8154ab5262194cc53c9fa05b0bde6cc51315646e32713f683a24a17a1fff5",
      kind: "output",
      claim: "httpbin is a ClusterIP Service with the ports 8443 and 8080, sleep one with port 80.",
      prints: "httpbin ClusterIP 8443/TCP,8080/TCP and sleep ClusterIP 80/TCP, no external address",
      checks: ["ingress-sidecar-tls-termination-older-edition/verification/services-as-printed"],
      byHand: ["kubectl get svc -n test"],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/verification/5",
      lines: [239, 244],
      sha256: "54b1fc631219b9e1fc6ad366506b2aa98d20187109cc04c07dd74e44143e3ce3",
      kind: "output",
      claim: "httpbin's sidecar holds the page's certificate and CA beside the mesh's own, all in use and valid.",
      prints: "file-cert:…, default, ROOTCA and file-root:…, each ACTIVE and true",
      checks: ["ingress-sidecar-tls-termination-older-edition/verification/proxy-config-secrets"],
      byHand: ["istioctl proxy-config secret deploy/httpbin.test"],
    },
  ],
};

export const internal8080: CatalogueSection = {
  slug: "internal-8080",
  title: "Verify internal mesh connectivity on port 8080",
  anchor: "verify-internal-mesh-connectivity-on-port-8080",
  blocks: [
    {
      id: "ingress-sidecar-tls-termination-older-edition/internal-8080/1",
      lines: [250, 259],
      sha256: "022ec3b7ca54b8ef7e40059cff2758df2402eb4e5905b7b086452561a405911d",
      kind: "output",
      claim: "Inside the mesh plain http to httpbin:8080 is answered with 200, through the sidecars and mutual TLS.",
      prints: "HTTP/1.1 200 OK, server: envoy, httpbin's headers, x-envoy-upstream-service-time",
      checks: [
        "ingress-sidecar-tls-termination-older-edition/internal-8080/status-200-from-envoy",
        "ingress-sidecar-tls-termination-older-edition/internal-8080/hop-is-mtls",
      ],
      byHand: ["kubectl -n test exec deploy/sleep -c sleep -- curl -IsS http://httpbin:8080/status/200"],
    },
  ],
};

export const external8443: CatalogueSection = {
  slug: "external-8443",
  title: "Verify external to internal mesh connectivity on port 8443",
  anchor: "verify-external-to-internal-mesh-connectivity-on-port-8443",
  blocks: [
    {
      id: "ingress-sidecar-tls-termination-older-edition/external-8443/1",
      lines: [268, 271],
      sha256: "a9006b29aaef658b23a2264136ca3d13b898c0b9e5721d545f57b5da21f246c1",
      kind: "command",
      claim: null,
      checks: ["ingress-sidecar-tls-termination-older-edition/external-8443/mutual-tls-200"],
      byHand: [
        "client=default/$(kubectl get pod -l app=sleep -o jsonpath='{.items[0].metadata.name}')",
        "kubectl cp $certs/client.test.svc.cluster.local.key $client:/tmp/",
        "kubectl cp $certs/client.test.svc.cluster.local.crt $client:/tmp/",
        "kubectl cp $certs/example.com.crt $client:/tmp/ca.crt",
      ],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/external-8443/2",
      lines: [277, 285],
      sha256: "ac16b6256034003599dba891c9714995d5fc2d50524afca9747b09700affb9cd",
      kind: "output",
      claim: "From outside the mesh, mutual TLS with the page's certificates to 8443 is answered by httpbin.",
      prints: "server: istio-envoy, httpbin's headers, x-envoy-decorator-operation: ingress-sidecar.test:9080/*",
      checks: [
        "ingress-sidecar-tls-termination-older-edition/external-8443/mutual-tls-200",
        "ingress-sidecar-tls-termination-older-edition/external-8443/certificate-is-the-pages",
      ],
      byHand: [`${externalCurl} https://httpbin.test.svc.cluster.local:8443/status/200`],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/external-8443/3",
      lines: [291, 293],
      sha256: "3cf1b29129e4dc109f7ace8cdfc22b5d70a46fbf5af4d3a01d25a797166ca33c",
      kind: "output",
      claim: "Port 8080 takes no traffic from outside the mesh.",
      prints: "curl: (56) Recv failure: Connection reset by peer, command terminated with exit code 56",
      checks: [
        "ingress-sidecar-tls-termination-older-edition/external-8443/plain-http-on-8080-reset",
        "ingress-sidecar-tls-termination-older-edition/external-8443/tls-on-8080-refused",
      ],
      byHand: [`${externalCurl} http://httpbin.test.svc.cluster.local:8080/status/200`],
    },
  ],
};

export const cleanup: CatalogueSection = {
  slug: "cleanup",
  title: "Cleanup the mutual TLS termination example",
  anchor: "cleanup-the-mutual-tls-termination-example",
  blocks: [
    {
      id: "ingress-sidecar-tls-termination-older-edition/cleanup/1",
      lines: [301, 306],
      sha256: "f315f0a2b1123f100deca1594d2f77c6699845d83be967566eb2370d80a24ead",
      kind: "command",
      claim: "These commands remove what the page created in the cluster.",
      checks: ["ingress-sidecar-tls-termination-older-edition/cleanup/inventory-equals-before"],
      variant: "The ServiceAccount sleep in default, which it leaves, is removed afterwards (see the errata).",
      byHand: ["kubectl delete namespace test", "kubectl delete -f fixtures/samples/sleep.yaml"],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/cleanup/2",
      lines: [312, 313],
      sha256: "e00e22db433692ca775a7106b0dd781202b12cdf23fc0f60891117aefdc44d66",
      kind: "command",
      claim: "The files that these commands name are all of the page's keys and certificates.",
      checks: ["ingress-sidecar-tls-termination-older-edition/cleanup/certificates-removed"],
      byHand: ["rm -r $state/by-hand"],
    },
    {
      id: "ingress-sidecar-tls-termination-older-edition/cleanup/3",
      lines: [319, 319],
      sha256: "e1285feee7703f31393f91b1f8f853cccbc1320f0111286a503210bd62e60138",
      kind: "command",
      claim: "Nothing of Istio's is left in the cluster.",
      checks: ["ingress-sidecar-tls-termination-older-edition/cleanup/uninstall-leaves-nothing"],
      byHand: ["istioctl uninstall --purge -y", "npm run up"],
    },
  ],
};
