import { secondEndpoint, setFeatureFlag, type Kube } from "#fixtures";
import { inTest, type Break } from "./break.ts";

export * from "./clean-up.ts";
export * from "./clients.ts";
export * from "./httpbin.ts";

/* Ways to break the mesh under this page's checks. Each names what is broken; the check says how it must notice. */

const portPolicy = inTest("security.istio.io/v1", "PeerAuthentication", "disable-peer-auth-for-external-mtls-port");
const sidecar = inTest("networking.istio.io/v1", "Sidecar", "ingress-sidecar");
const plainTextRule = inTest("networking.istio.io/v1", "DestinationRule", "plain-text-to-httpbin");

/** The mesh of the page's first control: the feature is off, as it is by default. */
export const flagOff: Break = {
  name: "ENABLE_TLS_ON_SIDECAR_INGRESS is false on istiod",
  alone: true,
  break: ({ kube }) => setFeatureFlag(kube, "false"),
  restore: ({ kube }) => setFeatureFlag(kube, "true"),
};

const reader = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name: "istio-reader-service-account", namespace: "istio-system" },
};

export const partOfIstioMissing: Break = {
  name: "a ServiceAccount of the installation is missing",
  break: async (state) => {
    const { labels } = (await state.kube.find(reader))?.metadata ?? {};
    removedLabels = labels;
    await state.kube.remove(reader);
  },
  restore: ({ kube }) => kube.applyObject({ ...reader, metadata: { ...reader.metadata, labels: removedLabels } }),
};
let removedLabels: Record<string, string> | undefined;

/** The mesh of the second control: the port's mTLS mode is STRICT, so the Sidecar's tls settings are ignored. */
export const portLeftStrict: Break = {
  name: "the port-level policy for 9080 is missing, so mTLS stays STRICT there",
  without: `PeerAuthentication test/${portPolicy.metadata.name}`,
  break: ({ kube }) => kube.remove(portPolicy),
  restore: ({ kube, manifest }) => kube.apply(manifest("disable-peer-auth"), "test"),
};

export const sidecarMissing: Break = {
  name: "the Sidecar ingress-sidecar is missing",
  without: "Sidecar test/ingress-sidecar",
  break: ({ kube }) => kube.remove(sidecar),
  restore: ({ kube, manifest }) => kube.apply(manifest("ingress-sidecar.mutual")),
};

/**
 * Not the Sidecar's removal: its old listener drains for 45 s and holds its secrets meanwhile. A file that isn't there
 * shows at once, as a secret that stays WARMING.
 */
export const certificateFileMissing: Break = {
  name: "the Sidecar names a certificate file that isn't mounted",
  break: ({ kube, manifest }) => kube.apply(manifest("ingress-sidecar.mutual").replace("/tls.crt", "/missing.crt")),
  restore: ({ kube, manifest }) => kube.apply(manifest("ingress-sidecar.mutual")),
};

const globalPolicy = inTest("security.istio.io/v1", "PeerAuthentication", "default");

export const globalPolicyMissing: Break = {
  name: "the namespace's PeerAuthentication is missing",
  without: "PeerAuthentication test/default",
  break: ({ kube }) => kube.remove(globalPolicy),
  restore: ({ kube, manifest }) => kube.apply(manifest("enable-global-mtls"), "test"),
};

export const globalPolicyPermissive: Break = {
  name: "the namespace's PeerAuthentication is PERMISSIVE",
  weakens: "PeerAuthentication test/default",
  break: ({ kube }) => kube.merge(globalPolicy, { spec: { mtls: { mode: "PERMISSIVE" } } }),
  restore: ({ kube }) => kube.merge(globalPolicy, { spec: { mtls: { mode: "STRICT" } } }),
};

export const permissive: Break = {
  name: "httpbin's own PeerAuthentication is PERMISSIVE",
  weakens: `PeerAuthentication test/${portPolicy.metadata.name}`,
  break: ({ kube }) => setMode(kube, "PERMISSIVE"),
  restore: ({ kube }) => setMode(kube, "STRICT"),
};

export const plainTextInside: Break = {
  name: "httpbin's own PeerAuthentication is PERMISSIVE and a DestinationRule switches mTLS off",
  break: async ({ kube }) => {
    await setMode(kube, "PERMISSIVE");
    await kube.applyObject({
      ...plainTextRule,
      spec: { host: "httpbin.test.svc.cluster.local", trafficPolicy: { tls: { mode: "DISABLE" } } },
    });
  },
  restore: async ({ kube }) => {
    await kube.remove(plainTextRule);
    await setMode(kube, "STRICT");
  },
};

export const plainHttpOutside: Break = {
  name: "the Sidecar's listener on 9080 speaks HTTP, without tls",
  break: ({ kube, manifest }) =>
    kube.apply(
      manifest("ingress-sidecar.mutual")
        .replace("protocol: HTTPS", "protocol: HTTP")
        .replace(/ *tls:\n(?: {8}.*\n)+/, ""),
    ),
  restore: ({ kube, manifest }) => kube.apply(manifest("ingress-sidecar.mutual")),
};

export const simpleInsteadOfMutual: Break = {
  name: "the Sidecar's tls.mode is SIMPLE",
  weakens: "Sidecar test/ingress-sidecar",
  break: ({ kube, manifest }) => kube.apply(manifest("ingress-sidecar.simple")),
  restore: ({ kube, manifest }) => kube.apply(manifest("ingress-sidecar.mutual")),
};

export const tlsOnTheInternalPort: Break = {
  name: "the Sidecar terminates TLS on 9081 too, and its mTLS mode is DISABLE",
  break: async ({ kube, manifest }) => {
    await kube.merge(portPolicy, { spec: { portLevelMtls: { 9081: { mode: "DISABLE" } } } });
    await kube.apply(
      manifest("ingress-sidecar.simple")
        .replace(/number: 9081\n(\s*)protocol: HTTP\n/, "number: 9081\n$1protocol: HTTPS\n")
        .replace(
          /(name: internal\n)(\s*)(defaultEndpoint: .*\n)/,
          '$1$2$3$2tls:\n$2  mode: SIMPLE\n$2  privateKey: "/etc/istio/tls-certs/tls.key"\n$2  serverCertificate: "/etc/istio/tls-certs/tls.crt"\n',
        ),
    );
  },
  restore: async ({ kube, manifest }) => {
    await kube.merge(portPolicy, { spec: { portLevelMtls: { 9081: null } } });
    await kube.apply(manifest("ingress-sidecar.mutual"));
  },
};

/** The workload's policy decides, not the namespace's: it is the narrower one. */
function setMode(kube: Kube, mode: string): Promise<unknown> {
  return kube.merge(portPolicy, { spec: { mtls: { mode } } });
}

/** Half of the requests to one of httpbin's ports go past its sidecar. */
export const leaking = {
  8443: secondEndpoint({ namespace: "test", service: "httpbin", portName: "https", port: 9080 }),
  8080: secondEndpoint({ namespace: "test", service: "httpbin", portName: "http", port: 9081 }),
};

/** The same for the port of the client, which has no policy of its own. */
export const leakingClient = (client: string) =>
  secondEndpoint({ namespace: "test", service: client, portName: "http", port: 80 });
