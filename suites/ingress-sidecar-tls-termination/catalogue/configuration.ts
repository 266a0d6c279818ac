import type { CatalogueSection } from "#helpers/catalogue/index";

export const configuration: CatalogueSection[] = [
  {
    slug: "before-you-begin",
    title: "Before you begin",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination/before-you-begin/1",
        lines: [24, 24],
        sha256: "d5fd25a7e3826d88a820b53045b87c1c6339ec54eb5cc6628154cc3ecc53c813",
        kind: "command",
        claim: "istiod runs with the experimental feature ENABLE_TLS_ON_SIDECAR_INGRESS.",
        checks: [
          "ingress-sidecar-tls-termination/before-you-begin/flag-is-set",
          "ingress-sidecar-tls-termination/before-you-begin/installed-as-the-page-says",
        ],
        variant:
          "Installed from a file with the page's profile and flag; besides, the egress gateway and the access log " +
          "that another page asks for, and resource requests that fit two cores.",
        manifests: ["../../fixtures/mesh/istio-operator.yaml"],
        byHand: [
          "npm run up",
          "kubectl -n istio-system get deployment istiod -o yaml | grep -A1 ENABLE_TLS_ON_SIDECAR",
        ],
      },
      {
        id: "ingress-sidecar-tls-termination/before-you-begin/2",
        lines: [31, 32],
        sha256: "264c8153f454438f3a8bc024f77860b1efcc3c47d77b678854a70d829cd817ed",
        kind: "command",
        claim: null,
        checks: ["ingress-sidecar-tls-termination/verification/pods-ready"],
        byHand: ["kubectl create ns test", "kubectl label namespace test istio-injection=enabled"],
      },
    ],
  },
  {
    slug: "enable-global-mtls",
    title: "Enable global mTLS",
    anchor: "enable-global-mtls",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination/enable-global-mtls/1",
        lines: [40, 48],
        sha256: "a7eb00c5e8f7461eba25b999e3d76e6c3deb8c387e5ec162f8c376595f6f4589",
        kind: "manifest",
        claim: "PeerAuthentication STRICT makes workloads take mutual TLS of the mesh only.",
        checks: ["ingress-sidecar-tls-termination/enable-global-mtls/strict-without-a-policy-of-its-own"],
        manifests: ["enable-global-mtls.yaml"],
        byHand: ["kubectl -n test apply -f suites/ingress-sidecar-tls-termination/enable-global-mtls.yaml"],
      },
    ],
  },
  {
    slug: "disable-peer-auth",
    title: "Disable PeerAuthentication for the externally exposed httpbin port",
    anchor: "disable-peerauthentication-for-the-externally-exposed-httpbin-port",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination/disable-peer-auth/1",
        lines: [56, 71],
        sha256: "3a7dc3749d459b9466cc5cd957d285f4c4ee0e16695fef35e501450d8ff88c77",
        kind: "manifest",
        claim: "With the mesh's mTLS off on targetPort 9080 the sidecar terminates the page's own TLS there.",
        checks: [
          "ingress-sidecar-tls-termination/external-8443/mutual-tls-200",
          "ingress-sidecar-tls-termination/external-8443/certificate-is-the-pages",
        ],
        manifests: ["disable-peer-auth.yaml"],
        byHand: ["kubectl -n test apply -f suites/ingress-sidecar-tls-termination/disable-peer-auth.yaml"],
      },
    ],
  },
  {
    slug: "generate-certificates",
    title: "Generate CA cert, server cert/key, and client cert/key",
    anchor: "generate-ca-cert-server-certkey-and-client-certkey",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination/generate-certificates/1",
        lines: [80, 87],
        sha256: "79790b654c847b753cec02ef0738250aeeef87e4316c7df7b507ff0bcb38dce9",
        kind: "command",
        claim: "A CA example.com signs a certificate for httpbin and one for the client.",
        checks: [
          "ingress-sidecar-tls-termination/external-8443/certificate-is-the-pages",
          "ingress-sidecar-tls-termination/external-8443/mutual-tls-200",
          "ingress-sidecar-tls-termination/verification/proxy-config-secrets",
        ],
        byHand: [
          "certs=$state/by-hand; mkdir -p -m 700 $certs",
          "openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' " +
            "-keyout $certs/example.com.key -out $certs/example.com.crt",
          "for who in httpbin client; do name=$who.test.svc.cluster.local; " +
            'openssl req -newkey rsa:2048 -nodes -subj "/CN=$name/O=$who organization" ' +
            "-keyout $certs/$name.key -out $certs/$name.csr; " +
            "openssl x509 -req -days 365 -CA $certs/example.com.crt -CAkey $certs/example.com.key -set_serial 1 " +
            "-in $certs/$name.csr -out $certs/$name.crt; done",
        ],
      },
    ],
  },
  {
    slug: "create-secrets",
    title: "Create k8s secrets for the certificates and keys",
    anchor: "create-k8s-secrets-for-the-certificates-and-keys",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination/create-secrets/1",
        lines: [93, 94],
        sha256: "834a9e1bf2626fd9ec16c9eab33e79a5f2d2d28d8bde72de2f165ddccc7dcdc2",
        kind: "command",
        claim: null,
        checks: [
          "ingress-sidecar-tls-termination/verification/proxy-config-secrets",
          "ingress-sidecar-tls-termination/external-8443/certificate-is-the-pages",
        ],
        byHand: [
          "kubectl -n test create secret generic httpbin-mtls-termination-cacert --from-file=ca.crt=$certs/example.com.crt",
          "kubectl -n test create secret tls httpbin-mtls-termination " +
            "--cert $certs/httpbin.test.svc.cluster.local.crt --key $certs/httpbin.test.svc.cluster.local.key",
        ],
      },
    ],
  },
  {
    slug: "deploy-httpbin",
    title: "Deploy the httpbin test service",
    anchor: "deploy-the-httpbin-test-service",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination/deploy-httpbin/1",
        lines: [103, 104],
        sha256: "47ffc998014a681983a0054b474309915a75a4cfa709de38e08658171e735789",
        kind: "manifest",
        claim: "The annotations userVolume and userVolumeMount bring the certificates into the sidecar.",
        checks: ["ingress-sidecar-tls-termination/verification/proxy-config-secrets"],
        manifests: ["httpbin.yaml"],
        byHand: [
          "kubectl -n test exec deploy/httpbin -c istio-proxy -- ls /etc/istio/tls-certs /etc/istio/tls-ca-certs",
        ],
      },
      {
        id: "ingress-sidecar-tls-termination/deploy-httpbin/2",
        lines: [110, 160],
        sha256: "b0234489a7e09cc13b3ee472769cecf479b1ae5b32d592154f2b28bbd6a83c4f",
        kind: "manifest",
        claim: "httpbin's Service leads 8443 to the sidecar's port 9080 and 8080 to its port 9081.",
        checks: [
          "ingress-sidecar-tls-termination/verification/pods-ready",
          "ingress-sidecar-tls-termination/verification/services-as-printed",
        ],
        manifests: ["httpbin.yaml"],
        byHand: ["kubectl -n test apply -f suites/ingress-sidecar-tls-termination/httpbin.yaml"],
      },
    ],
  },
  {
    slug: "configure-httpbin",
    title: "Configure httpbin to enable external mTLS",
    anchor: "configure-httpbin-to-enable-external-mtls",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination/configure-httpbin/1",
        lines: [169, 196],
        sha256: "b1f0e4d9c5ac2162383480b625ecb5807d626e940bd1b8f83f58eb87a2a381c8",
        kind: "manifest",
        claim: "The Sidecar's ingress listener on 9080 terminates TLS, SIMPLE or MUTUAL, with the mounted files.",
        checks: [
          "ingress-sidecar-tls-termination/configure-httpbin/mutual-without-client-certificate-refused",
          "ingress-sidecar-tls-termination/configure-httpbin/mutual-with-foreign-ca-refused",
          "ingress-sidecar-tls-termination/configure-httpbin/simple-needs-no-client-certificate",
          "ingress-sidecar-tls-termination/configure-httpbin/plain-http-refused",
        ],
        manifests: ["ingress-sidecar.mutual.yaml", "ingress-sidecar.simple.yaml"],
        byHand: ["kubectl -n test apply -f suites/ingress-sidecar-tls-termination/ingress-sidecar.mutual.yaml"],
      },
    ],
  },
];
