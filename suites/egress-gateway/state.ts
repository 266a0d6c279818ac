import {
  genericSecret,
  manifestsBeside,
  type Authority,
  type Inventory,
  type Kube,
  type Origin,
  type Target,
  type Workload,
} from "#fixtures";
import type { SetUp } from "./set-up.ts";
import type { TestEgress } from "./test-egress.ts";

export const manifest = manifestsBeside(import.meta.url);

/** What the page's checks work with. */
export interface Egress {
  kube: Kube;
  target: Target;
  /** The cluster before the page's first step. */
  before: Inventory;
  /** The stand-in for edition.cnn.com; undefined where the real one is asked. */
  origin: Origin | undefined;
  /** The page's SOURCE_POD. Mutants may replace it. */
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

/** The page's commands stay as they are printed: curl finds the stand-in's CA through its environment. */
export function trusting(client: Workload, { internet }: Target): Workload {
  return internet === "live" ? client : client.withEnv({ CURL_CA_BUNDLE: "/etc/curl/tls/ca.crt" });
}
