import { deployed, setFeatureFlag, type Kube, type Mutant } from "#fixtures";
import { withCertificates, type SidecarTls } from "./set-up.ts";

/* Ways to break the mesh under this page's checks. Each names what is broken; the check says how it must notice. */

type Break = Omit<Mutant<SidecarTls>, "says">;

const inTest = (apiVersion: string, kind: string, name: string) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: "test" },
});
const portPolicy = inTest("security.istio.io/v1", "PeerAuthentication", "disable-peer-auth-for-external-mtls-port");
const sidecar = inTest("networking.istio.io/v1", "Sidecar", "ingress-sidecar");
const plainTextRule = inTest("networking.istio.io/v1", "DestinationRule", "plain-text-to-httpbin");

/** The mesh of the page's first control: the feature is off, as it is by default. */
export const flagOff: Break = {
  name: "ENABLE_TLS_ON_SIDECAR_INGRESS is false on istiod",
  break: ({ kube }) => setFeatureFlag(kube, "false"),
  restore: ({ kube }) => setFeatureFlag(kube, "true"),
};

/** The mesh of the second control: the port's mTLS mode is STRICT, so the Sidecar's tls settings are ignored. */
export const portLeftStrict: Break = {
  name: "the port-level policy for 9080 is missing, so mTLS stays STRICT there",
  break: ({ kube }) => kube.remove(portPolicy),
  restore: ({ kube, manifest }) => kube.apply(manifest("disable-peer-auth"), "test"),
};

export const sidecarMissing: Break = {
  name: "the Sidecar ingress-sidecar is missing",
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

export const permissive: Break = {
  name: "httpbin's own PeerAuthentication is PERMISSIVE",
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

/** Redeploys a client with or without a sidecar. */
export function injection(client: "internal" | "external", wanted: "true" | "false", name: string): Break {
  const label = async (state: SidecarTls, value: string | null) => {
    const { ref } = state[client];
    await setPodLabel(state.kube, ref.namespace, ref.app, value);
    state[client] = await deployed(state.kube, ref);
  };
  return {
    name,
    break: (state) => label(state, wanted),
    restore: async (state) => {
      await label(state, null);
      if (client === "external") await withCertificates(state.external, state.certificates);
    },
  };
}

export const servicePortChanged: Break = {
  name: "the Service httpbin listens on 8444 in place of 8443",
  break: ({ kube }) => kube.merge(inTest("v1", "Service", "httpbin"), { spec: { ports: ports(8444) } }),
  restore: ({ kube }) => kube.merge(inTest("v1", "Service", "httpbin"), { spec: { ports: ports(8443) } }),
};

export const somethingLeftBehind: Break = {
  name: "a Secret is left behind in namespace default",
  break: ({ kube }) => kube.applyObject({ ...leftBehind, type: "Opaque" }),
  restore: ({ kube }) => kube.remove(leftBehind),
};

const leftBehind = { apiVersion: "v1", kind: "Secret", metadata: { name: "left-behind", namespace: "default" } };

/** The workload's policy decides, not the namespace's: it is the narrower one. */
function setMode(kube: Kube, mode: string): Promise<unknown> {
  return kube.merge(portPolicy, { spec: { mtls: { mode } } });
}

function ports(https: number): object[] {
  return [
    { name: "https", port: https, targetPort: 9080, protocol: "TCP" },
    { name: "http", port: 8080, targetPort: 9081, protocol: "TCP" },
  ];
}

async function setPodLabel(kube: Kube, namespace: string, name: string, value: string | null): Promise<void> {
  const labels = { "sidecar.istio.io/inject": value };
  await kube.merge(
    { apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace } },
    { spec: { template: { metadata: { labels } } } },
  );
}
