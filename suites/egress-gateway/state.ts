import {
  genericSecret,
  manifestsBeside,
  type Authority,
  type Inventory,
  type Kube,
  type Origin,
  type PreparedTarget,
  type Terminal,
  type Workload,
} from "#fixtures";

export const manifest = manifestsBeside(import.meta.url);

/** The page's two ways to configure the same: its tabs. */
export type Tab = "istio-apis" | "gateway-api";

const [http, https] = ["egress-gateway-for-http-traffic", "egress-gateway-for-https-traffic"];

/** The states of the mesh that the page goes through, each by the manifests that it has applied by then, in their order. */
export const manifestsOf = {
  none: [],
  http: [`${http}.service-entry`],
  "http/istio-apis": [`${http}.service-entry`, `${http}.gateway.istio-apis`, `${http}.routes.istio-apis`],
  "http/istio-apis/two-hosts": [
    `${http}.service-entry`,
    `${http}.gateway.istio-apis`,
    `${http}.routes.istio-apis`,
    `${http}.two-hosts.istio-apis`,
  ],
  "http/istio-apis/resolution-none": [
    `${http}.service-entry.none`,
    `${http}.gateway.istio-apis`,
    `${http}.routes.istio-apis`,
  ],
  "http/gateway-api": [`${http}.service-entry`, `${http}.gateway.gateway-api`, `${http}.routes.gateway-api`],
  https: [`${https}.service-entry`],
  "https/istio-apis": [`${https}.service-entry`, `${https}.istio-apis`],
  "https/gateway-api": [`${https}.service-entry`, `${https}.gateway-api`],
  "https/gateway-api/tlsroute-v1": [`${https}.service-entry`, `${https}.gateway-api.tlsroute-v1`],
};

export type SetUp = keyof typeof manifestsOf;

/** What the page's checks work with. */
export interface Egress {
  kube: Kube;
  target: PreparedTarget;
  /** Runs the page's own command lines. */
  terminal: Terminal;
  /** The cluster before the page's first step. */
  before: Inventory;
  /** The stand-in for edition.cnn.com; undefined where the real one is asked. */
  origin: Origin | undefined;
  /** The pod that the page calls SOURCE_POD. Mutants may replace it. */
  client: Workload;
  /** What the mesh is set up for now; undefined while that changes. */
  setUp: SetUp | undefined;
  /** The namespace of the section on network policies, once it is there. */
  testEgress: TestEgress | undefined;
  /** Has a canary shown that the cluster enforces NetworkPolicies? */
  policiesEnforced: boolean;
}

/** The namespace of the page's last section, and how far the section has got. */
export interface TestEgress {
  /** Its curl. Redeployed when a sidecar is injected. */
  client: Workload;
  injected: boolean;
  /** Who gets into its pod and goes past the sidecar; undefined where there is none. */
  attacker: Promise<Workload> | undefined;
  /** Tab whose policy is in force. */
  policy: Tab | undefined;
  destinationRule: boolean;
}

/**
 * Lets the curl pods of a namespace trust the stand-in's CA: the sample mounts this Secret where there is one. To be
 * there before the pod is; the real host needs none of it.
 */
export async function trust(
  kube: Kube,
  namespace: string,
  ca: Pick<Authority, "certificate"> | undefined,
): Promise<void> {
  if (!ca) return;
  const secret = genericSecret("curl-secret", { "ca.crt": ca.certificate });
  await kube.applyObject({ ...secret, metadata: { ...secret.metadata, namespace } });
}

/**
 * The curl sample for a run: the page's commands stay as they are printed, since curl finds the stand-in's CA through the
 * environment of its pod. For the real host the sample is as it is.
 */
export function trusting(sample: string, { internet }: PreparedTarget): string {
  if (internet === "live") return sample;
  const env = `env: [{ name: CURL_CA_BUNDLE, value: ${caBundle} }]`;
  return sample.replace(/^( +)volumeMounts:$/m, (line, indent: string) => `${indent}${env}\n${line}`);
}

/** Where the sample mounts the Secret curl-secret. */
export const caBundle = "/etc/curl/tls/ca.crt";
