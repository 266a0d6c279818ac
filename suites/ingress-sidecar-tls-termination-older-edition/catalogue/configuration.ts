import type { CatalogueSection } from "#helpers/catalogue";

export const configuration: CatalogueSection[] = [
  {
    slug: "before-you-begin",
    title: "Before you begin",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination-older-edition/before-you-begin/1",
        lines: [25, 25],
        sha256: "d5fd25a7e3826d88a820b53045b87c1c6339ec54eb5cc6628154cc3ecc53c813",
        kind: "command",
        claim: "istiod runs with the experimental feature ENABLE_TLS_ON_SIDECAR_INGRESS.",
        checks: [
          "ingress-sidecar-tls-termination-older-edition/before-you-begin/flag-is-set",
          "ingress-sidecar-tls-termination-older-edition/before-you-begin/installed-as-the-page-says",
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
        id: "ingress-sidecar-tls-termination-older-edition/before-you-begin/2",
        lines: [31, 32],
        sha256: "264c8153f454438f3a8bc024f77860b1efcc3c47d77b678854a70d829cd817ed",
        kind: "command",
        claim: null,
        checks: ["ingress-sidecar-tls-termination-older-edition/verification/pods-ready"],
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
        id: "ingress-sidecar-tls-termination-older-edition/enable-global-mtls/1",
        lines: [40, 48],
        sha256: "bb1938e6b236bbcd0919b989da7c5c09b69c5ac96b6694d09790568d918a10e8",
        kind: "manifest",
        claim: "PeerAuthentication STRICT makes workloads take mutual TLS of the mesh only.",
        checks: ["ingress-sidecar-tls-termination-older-edition/enable-global-mtls/strict-without-a-policy-of-its-own"],
        manifests: ["enable-global-mtls.yaml"],
        byHand: [
          "kubectl -n test apply -f suites/ingress-sidecar-tls-termination-older-edition/enable-global-mtls.yaml",
        ],
      },
    ],
  },
  {
    slug: "disable-peer-auth",
    title: "Disable PeerAuthentication for the externally exposed httpbin port",
    anchor: "disable-peerauthentication-for-the-externally-exposed-httpbin-port",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination-older-edition/disable-peer-auth/1",
        lines: [57, 72],
        sha256: "c53b2d291db4ce596d2527d20b8ae750675ea8b83fdf4a6f802cf976a5acd51b",
        kind: "manifest",
        claim: "With the mesh's mTLS off on targetPort 9080 the sidecar terminates the page's own TLS there.",
        checks: [
          "ingress-sidecar-tls-termination-older-edition/external-8443/mutual-tls-200",
          "ingress-sidecar-tls-termination-older-edition/external-8443/certificate-is-the-pages",
        ],
        manifests: ["disable-peer-auth.yaml"],
        byHand: [
          "kubectl -n test apply -f suites/ingress-sidecar-tls-termination-older-edition/disable-peer-auth.yaml",
        ],
      },
    ],
  },
  {
    slug: "generate-certificates",
    title: "Generate CA cert, server cert/key, and client cert/key",
    anchor: "generate-ca-cert-server-certkey-and-client-certkey",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination-older-edition/generate-certificates/1",
        lines: [81, 88],
        sha256: "78220ab10236aabd221b8ba574390e94ce21272772899b508afe56938ee0ce52",
        kind: "command",
        claim: "A CA example.com signs a certificate for httpbin and one for the client.",
        checks: [
          "ingress-sidecar-tls-termination-older-edition/external-8443/certificate-is-the-pages",
          "ingress-sidecar-tls-termination-older-edition/external-8443/mutual-tls-200",
          "ingress-sidecar-tls-termination-older-edition/verification/proxy-config-secrets",
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
        id: "ingress-sidecar-tls-termination-older-edition/create-secrets/1",
        lines: [94, 95],
        sha256: "834a9e1bf2626fd9ec16c9eab33e79a5f2d2d28d8bde72de2f165ddccc7dcdc2",
        kind: "command",
        claim: null,
        checks: [
          "ingress-sidecar-tls-termination-older-edition/verification/proxy-config-secrets",
          "ingress-sidecar-tls-termination-older-edition/external-8443/certificate-is-the-pages",
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
        id: "ingress-sidecar-tls-termination-older-edition/deploy-httpbin/1",
        lines: [105, 106],
        sha256: "47ffc998014a681983a0054b474309915a75a4cfa709de38e08658171e735789",
        kind: "manifest",
        claim: "The annotations userVolume and userVolumeMount bring the certificates into the sidecar.",
        checks: ["ingress-sidecar-tls-termination-older-edition/verification/proxy-config-secrets"],
        manifests: ["httpbin.yaml"],
        byHand: [
          "kubectl -n test exec deploy/httpbin -c istio-proxy -- ls /etc/istio/tls-certs /etc/istio/tls-ca-certs",
        ],
      },
      {
        id: "ingress-sidecar-tls-termination-older-edition/deploy-httpbin/2",
        lines: [112, 163],
        sha256: "95aeab80f23a42838bed67e5a635518aa0c1f864346c8d74d3610779693be157",
        kind: "manifest",
        claim: "httpbin's Service leads 8443 to the sidecar's port 9080 and 8080 to its port 9081.",
        checks: [
          "ingress-sidecar-tls-termination-older-edition/verification/pods-ready",
          "ingress-sidecar-tls-termination-older-edition/verification/services-as-printed",
        ],
        manifests: ["httpbin.yaml"],
        byHand: ["kubectl -n test apply -f suites/ingress-sidecar-tls-termination-older-edition/httpbin.yaml"],
      },
    ],
  },
  {
    slug: "configure-httpbin",
    title: "Configure httpbin to enable external mTLS",
    anchor: "configure-httpbin-to-enable-external-mtls",
    blocks: [
      {
        id: "ingress-sidecar-tls-termination-older-edition/configure-httpbin/1",
        lines: [172, 199],
        sha256: "26c6a908341f37b06161442b6c016a331c5f8ca95de1f019b3751a452ca641dd",
        kind: "manifest",
        claim: "The Sidecar's ingress listener on 9080 terminates TLS, SIMPLE or MUTUAL, with the mounted files.",
        checks: [
          "ingress-sidecar-tls-termination-older-edition/configure-httpbin/mutual-without-client-certificate-refused",
          "ingress-sidecar-tls-termination-older-edition/configure-httpbin/mutual-with-foreign-ca-refused",
          "ingress-sidecar-tls-termination-older-edition/configure-httpbin/simple-needs-no-client-certificate",
          "ingress-sidecar-tls-termination-older-edition/configure-httpbin/plain-http-refused",
        ],
        manifests: ["ingress-sidecar.mutual.yaml", "ingress-sidecar.simple.yaml"],
        byHand: [
          "kubectl -n test apply -f suites/ingress-sidecar-tls-termination-older-edition/ingress-sidecar.mutual.yaml",
        ],
      },
    ],
  },
];
