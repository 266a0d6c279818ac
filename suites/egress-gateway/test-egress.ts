import {
  deployed,
  provePoliciesEnforced,
  removeAll,
  removeNamespace,
  sample,
  type Kube,
  type Workload,
} from "#fixtures";
import { deployment, namespace, networkPolicy } from "./objects.ts";
import { setUp, type Tab } from "./set-up.ts";
import { manifest, trust, trusting, type Egress } from "./state.ts";

const name = "test-egress";
export const policy = networkPolicy("allow-egress-to-istio-system-and-kube-dns", name);

/** The namespace of the page's last section, and how far the section has got. */
export interface TestEgress {
  /** Its curl. Redeployed when a sidecar is injected. */
  client: Workload;
  injected: boolean;
  /** Tab whose policy is in force. */
  policy: Tab | undefined;
  destinationRule: boolean;
}

/** The section's steps: a pod without sidecar, the policy over it, the same pod with a sidecar. */
export type Step = "before-policy" | "under-policy" | "with-sidecar";

/** Labels that the page gives to namespaces for its policy to find them by; null for one of the other tab's. */
const labels: Record<Tab, Record<string, Record<string, string | null>>> = {
  "istio-apis": {
    "istio-system": { istio: "system" },
    default: { gateway: null },
    "kube-system": { "kube-system": "true" },
  },
  "gateway-api": {
    "istio-system": { istio: "system" },
    default: { gateway: "true" },
    "kube-system": { "kube-system": "true" },
  },
};

/** Brings the section to one of its steps, unless it is there already. */
export async function testEgress(state: Egress, tab: Tab, step: Step): Promise<TestEgress> {
  // "Follow the steps in the Egress gateway for HTTPS traffic section."
  const [there] = await Promise.all([created(state), setUp(state, `https/${tab}`)]);
  await bringPolicy(state.kube, there, step === "before-policy" ? undefined : tab);
  const injected = step === "with-sidecar";
  if (there.injected !== injected) await redeploy(state, there, injected);
  there.injected = injected;
  if (injected && tab === "istio-apis") await bringDestinationRule(state.kube, there);
  return there;
}

/** The namespace and its pod, on a cluster that is known to enforce policies. */
async function created(state: Egress): Promise<TestEgress> {
  if (state.testEgress) return state.testEgress;
  const { kube, target, origin } = state;
  await kube.applyObject({ ...namespace(name) });
  await trust(kube, name, origin?.ca);
  await kube.apply(sample("curl"), name);
  const [client] = await Promise.all([deployed(kube, { namespace: name, app: "curl" }), canary(state)]);
  state.testEgress = { client: trusting(client, target), injected: false, policy: undefined, destinationRule: false };
  return state.testEgress;
}

async function canary(state: Egress): Promise<void> {
  if (!state.policiesEnforced) await provePoliciesEnforced(state.kube, name);
  state.policiesEnforced = true;
}

async function bringPolicy(kube: Kube, there: TestEgress, wanted: Tab | undefined): Promise<void> {
  if (there.policy === wanted) return;
  await (wanted ? applyPolicy(kube, wanted) : removeAll(kube, [policy]));
  there.policy = wanted;
}

/** The page's labels of a tab, none that only the other tab gives, and its policy. */
export async function applyPolicy(kube: Kube, tab: Tab): Promise<void> {
  await Promise.all(Object.entries(labels[tab]).map(([of, given]) => label(kube, of, given)));
  await kube.apply(manifest(`apply-kubernetes-network-policies.${tab}`), name);
}

/** "create a destination rule similar to the one used for the curl pod in the default namespace": Istio APIs only. */
async function bringDestinationRule(kube: Kube, there: TestEgress): Promise<void> {
  if (!there.destinationRule) await applyDestinationRule(kube);
  there.destinationRule = true;
}

export async function applyDestinationRule(kube: Kube): Promise<void> {
  await kube.apply(manifest("apply-kubernetes-network-policies.destination-rule"), name);
}

/** `kubectl label namespace`; null takes the label away. */
export async function label(kube: Kube, of: string, given: Record<string, string | null>): Promise<void> {
  await kube.merge(namespace(of), { metadata: { labels: given } });
}

/** Labels the namespace for injection, or takes the label away, and redeploys curl as the page does. */
export async function redeploy({ kube, target }: Egress, there: TestEgress, injected: boolean): Promise<void> {
  await label(kube, name, { "istio-injection": injected ? "enabled" : null });
  await removeAll(kube, [deployment("curl", name)]);
  await kube.apply(sample("curl"), name);
  there.client = trusting(await deployed(kube, { namespace: name, app: "curl" }), target);
}

/** Whatever the section made, at whatever step it was left. */
export async function removeTestEgress(kube: Kube): Promise<void> {
  const given = Object.entries(labels["gateway-api"]);
  await Promise.all([
    removeNamespace(kube, name),
    ...given.map(([of, names]) => label(kube, of, Object.fromEntries(Object.keys(names).map((key) => [key, null])))),
  ]);
}
