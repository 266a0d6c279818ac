import {
  genericSecret,
  manifestsBeside,
  type Authority,
  type Inventory,
  type Kube,
  type Origin,
  type Target,
  type Terminal,
  type Workload,
} from "#fixtures";
import type { SetUp } from "./set-up.ts";
import type { TestEgress } from "./test-egress.ts";

export const manifest = manifestsBeside(import.meta.url);

/** What the page's checks work with. */
export interface Egress {
  kube: Kube;
  target: Target;
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
export function trusting(sample: string, { internet }: Target): string {
  if (internet === "live") return sample;
  const env = `env: [{ name: CURL_CA_BUNDLE, value: ${caBundle} }]`;
  return sample.replace(/^( +)volumeMounts:$/m, (line, indent: string) => `${indent}${env}\n${line}`);
}

/** Where the sample mounts the Secret curl-secret. */
export const caBundle = "/etc/curl/tls/ca.crt";
