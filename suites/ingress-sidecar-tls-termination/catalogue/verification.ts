import type { CatalogueSection } from "#helpers/catalogue/index";

/** The external client's curl with the files that the page copies to it. */
const externalCurl =
  "kubectl exec deploy/curl -c curl -- curl -IsS --cacert /tmp/ca.crt " +
  "--key /tmp/client.test.svc.cluster.local.key --cert /tmp/client.test.svc.cluster.local.crt";

export const verification: CatalogueSection = {
  slug: "verification",
  title: "Verification",
  anchor: "verification",
  blocks: [
    {
      id: "ingress-sidecar-tls-termination/verification/1",
      lines: [206, 207],
      sha256: "ba058c819191b52d632155002ffb980dc9e8bdd1db5ae25c3a8b31ce234fb424",
      kind: "command",
      claim: "One client runs inside the mesh, in test, and one outside of it, in default.",
      checks: [
        "ingress-sidecar-tls-termination/verification/clients-as-applied",
        "ingress-sidecar-tls-termination/verification/external-client-ready",
        "ingress-sidecar-tls-termination/verification/pods-ready",
      ],
      manifests: ["../../fixtures/workloads/samples/curl.yaml"],
      byHand: [
        "kubectl apply -f fixtures/workloads/samples/curl.yaml",
        "kubectl -n test apply -f fixtures/workloads/samples/curl.yaml",
      ],
    },
    {
      id: "ingress-sidecar-tls-termination/verification/2",
      lines: [213, 215],
      sha256: "c4bf4d5994122dd828f0ad7dadf971d1a43c472740206e6cbe9ce4066e27f0df",
      kind: "output",
      claim: "The external client runs without a sidecar.",
      prints: "one pod curl-…, READY 1/1, STATUS Running, RESTARTS 0",
      checks: ["ingress-sidecar-tls-termination/verification/external-client-ready"],
      byHand: ["kubectl get pods"],
    },
    {
      id: "ingress-sidecar-tls-termination/verification/3",
      lines: [219, 222],
      sha256: "e92d10e07c79ab53d981067b744915c4a24d0734dbf9987d599d8094e26f825d",
      kind: "output",
      claim: "httpbin and the internal client each run with a sidecar.",
      prints: "two pods, httpbin-… and curl-…, READY 2/2, STATUS Running, RESTARTS 0",
      checks: ["ingress-sidecar-tls-termination/verification/pods-ready"],
      byHand: ["kubectl get pods -n test"],
    },
    {
      id: "ingress-sidecar-tls-termination/verification/4",
      lines: [226, 229],
      sha256: "90a69f16856eb0d2726495a5bfbee9e498241a9209f8cee5291c262a25f3302c",
      kind: "output",
      claim: "httpbin is a ClusterIP Service with the ports 8443 and 8080, curl one with port 80.",
      prints: "httpbin ClusterIP 8443/TCP,8080/TCP and curl ClusterIP 80/TCP, no external address",
      checks: ["ingress-sidecar-tls-termination/verification/services-as-printed"],
      byHand: ["kubectl get svc -n test"],
    },
    {
      id: "ingress-sidecar-tls-termination/verification/5",
      lines: [235, 240],
      sha256: "54b1fc631219b9e1fc6ad366506b2aa98d20187109cc04c07dd74e44143e3ce3",
      kind: "output",
      claim: "httpbin's sidecar holds the page's certificate and CA beside the mesh's own, all in use and valid.",
      prints: "file-cert:…, default, ROOTCA and file-root:…, each ACTIVE and true",
      checks: ["ingress-sidecar-tls-termination/verification/proxy-config-secrets"],
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
      id: "ingress-sidecar-tls-termination/internal-8080/1",
      lines: [246, 255],
      sha256: "a8dccbf08703defcfd49a4acc07c32ff8f9537e9b9c6ef22c6d255ccf3b03743",
      kind: "output",
      claim: "Inside the mesh plain http to httpbin:8080 is answered with 200, through the sidecars and mutual TLS.",
      prints: "HTTP/1.1 200 OK, server: envoy, httpbin's headers, x-envoy-upstream-service-time",
      checks: [
        "ingress-sidecar-tls-termination/internal-8080/status-200-from-envoy",
        "ingress-sidecar-tls-termination/internal-8080/hop-is-mtls",
      ],
      byHand: ["kubectl -n test exec deploy/curl -c curl -- curl -IsS http://httpbin:8080/status/200"],
    },
  ],
};

export const external8443: CatalogueSection = {
  slug: "external-8443",
  title: "Verify external to internal mesh connectivity on port 8443",
  anchor: "verify-external-to-internal-mesh-connectivity-on-port-8443",
  blocks: [
    {
      id: "ingress-sidecar-tls-termination/external-8443/1",
      lines: [263, 266],
      sha256: "7bd01613aee3ebe66527e8c61a94db230c32ff80b51706e37f7e4eefcac9fce6",
      kind: "command",
      claim: null,
      checks: ["ingress-sidecar-tls-termination/external-8443/mutual-tls-200"],
      byHand: [
        "client=default/$(kubectl get pod -l app=curl -o jsonpath='{.items[0].metadata.name}')",
        "kubectl cp $certs/client.test.svc.cluster.local.key $client:/tmp/",
        "kubectl cp $certs/client.test.svc.cluster.local.crt $client:/tmp/",
        "kubectl cp $certs/example.com.crt $client:/tmp/ca.crt",
      ],
    },
    {
      id: "ingress-sidecar-tls-termination/external-8443/2",
      lines: [272, 280],
      sha256: "c205464f0bc69fbebac79a3fbd551def3aab5d4b818036f42df21dbd4da4a3d0",
      kind: "output",
      claim: "From outside the mesh, mutual TLS with the page's certificates to 8443 is answered by httpbin.",
      prints: "server: istio-envoy, httpbin's headers, x-envoy-decorator-operation: ingress-sidecar.test:9080/*",
      checks: [
        "ingress-sidecar-tls-termination/external-8443/mutual-tls-200",
        "ingress-sidecar-tls-termination/external-8443/certificate-is-the-pages",
      ],
      byHand: [`${externalCurl} https://httpbin.test.svc.cluster.local:8443/status/200`],
    },
    {
      id: "ingress-sidecar-tls-termination/external-8443/3",
      lines: [286, 288],
      sha256: "469b49b1b5392f27feae8b45f9ee6c2baeb1ad0dc343e5fe78d351ce8e98bdd7",
      kind: "output",
      claim: "Port 8080 takes no traffic from outside the mesh.",
      prints: "curl: (56) Recv failure: Connection reset by peer, command terminated with exit code 56",
      checks: [
        "ingress-sidecar-tls-termination/external-8443/plain-http-on-8080-reset",
        "ingress-sidecar-tls-termination/external-8443/tls-on-8080-refused",
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
      id: "ingress-sidecar-tls-termination/cleanup/1",
      lines: [296, 301],
      sha256: "3a1c4a3ae2d56d3359846f12a830d2685f81388ba7c62bbe1444961458b39c7c",
      kind: "command",
      claim: "These commands remove what the page created in the cluster.",
      checks: ["ingress-sidecar-tls-termination/cleanup/inventory-equals-before"],
      variant: "The ServiceAccount curl in default, which it leaves, is removed afterwards (see the errata).",
      byHand: ["kubectl delete namespace test", "kubectl delete -f fixtures/workloads/samples/curl.yaml"],
    },
    {
      id: "ingress-sidecar-tls-termination/cleanup/2",
      lines: [307, 308],
      sha256: "e00e22db433692ca775a7106b0dd781202b12cdf23fc0f60891117aefdc44d66",
      kind: "command",
      claim: "The files that these commands name are all of the page's keys and certificates.",
      checks: ["ingress-sidecar-tls-termination/cleanup/certificates-removed"],
      byHand: ["rm -r $state/by-hand"],
    },
    {
      id: "ingress-sidecar-tls-termination/cleanup/3",
      lines: [314, 314],
      sha256: "e1285feee7703f31393f91b1f8f853cccbc1320f0111286a503210bd62e60138",
      kind: "command",
      claim: "Nothing of Istio's is left in the cluster.",
      checks: ["ingress-sidecar-tls-termination/cleanup/uninstall-leaves-nothing"],
      byHand: ["istioctl uninstall --purge -y", "npm run up"],
    },
  ],
};
