import {
  asPage,
  deployed,
  provePoliciesEnforced,
  removeNamespace,
  removeAll,
  type Kube,
  type Terminal,
} from "#fixtures";
import { deployAttacker } from "./attacker.ts";
import { samples } from "./client.ts";
import { destinationRule, namespace, networkPolicy } from "./objects.ts";
import { setUp } from "./set-up.ts";
import { manifest, trust, type Egress, type Tab, type TestEgress } from "./state.ts";

const name = "test-egress";
export const policy = networkPolicy("allow-egress-to-istio-system-and-kube-dns", name);

/**
 * The section's steps: a pod without sidecar; the policy over it; the same pod injected; and, in the tab for the Istio
 * APIs, with the DestinationRule that it needs besides. `without-policy`: that last one, as if there were no policy.
 */
export type Step = "before-policy" | "under-policy" | "injected" | "with-sidecar" | "without-policy";

/** The page's labels for its policy to find the namespaces by. */
const labelLines: Record<Tab, string[]> = {
  "istio-apis": ["kubectl label namespace istio-system istio=system", "kubectl label ns kube-system kube-system=true"],
  "gateway-api": [
    "kubectl label namespace istio-system istio=system",
    "kubectl label namespace default gateway=true",
    "kubectl label ns kube-system kube-system=true",
  ],
};

/** Brings the section to one of its steps, unless it is there already. */
export async function testEgress(state: Egress, tab: Tab, step: Step): Promise<TestEgress> {
  return asPage(async () => {
    // "Follow the steps in the Egress gateway for HTTPS traffic section."
    const [there] = await Promise.all([created(state), setUp(state, `https/${tab}`)]);
    await bringPolicy(state, there, step === "before-policy" || step === "without-policy" ? undefined : tab);
    const injected = step !== "before-policy" && step !== "under-policy";
    if (injected !== there.injected) await redeploy(state, there, injected);
    there.injected = injected;
    if (tab === "istio-apis") await bringDestinationRule(state, there, injected && step !== "injected");
    return there;
  });
}

/** The namespace and its pod, on a cluster that is known to enforce policies. */
async function created(state: Egress): Promise<TestEgress> {
  if (state.testEgress) return state.testEgress;
  const { kube, terminal, origin } = state;
  // A check that was given up in the middle of this may have left it.
  await removeNamespace(kube, name);
  await terminal.must(`kubectl create namespace ${name}`);
  await trust(kube, name, origin?.ca);
  await terminal.must(`kubectl apply -n ${name} -f ${samples.curl}`);
  const [client] = await Promise.all([deployed(kube, { namespace: name, app: "curl" }), canary(state)]);
  state.testEgress = { client, injected: false, attacker: undefined, policy: undefined, destinationRule: false };
  return state.testEgress;
}

async function canary(state: Egress): Promise<void> {
  if (!state.policiesEnforced) await provePoliciesEnforced(state.kube, name);
  state.policiesEnforced = true;
}

async function bringPolicy({ kube, terminal }: Egress, there: TestEgress, wanted: Tab | undefined): Promise<void> {
  if (there.policy === wanted) return;
  await (wanted ? applyPolicy(kube, terminal, wanted) : removeAll(kube, [policy]));
  there.policy = wanted;
}

/** The page's labels of a tab, none that only the other tab gives, and its policy. */
export async function applyPolicy(kube: Kube, terminal: Terminal, tab: Tab): Promise<void> {
  if (tab === "istio-apis") await label(kube, "default", { gateway: null });
  for (const line of labelLines[tab]) await terminal.must(line);
  await terminal.must(`kubectl apply -n ${name} -f -`, policyYaml(tab));
}

export const policyYaml = (tab: Tab): string => manifest(`apply-kubernetes-network-policies.${tab}`);

/** "create a destination rule similar to the one used for the curl pod in the default namespace": Istio APIs only. */
async function bringDestinationRule({ kube, terminal }: Egress, there: TestEgress, wanted: boolean): Promise<void> {
  if (there.destinationRule === wanted) return;
  const yaml = manifest("apply-kubernetes-network-policies.destination-rule");
  if (wanted) await terminal.must(`kubectl apply -n ${name} -f -`, yaml);
  else await removeAll(kube, [destinationRule("egressgateway-for-cnn", name)]);
  there.destinationRule = wanted;
}

/** `kubectl label namespace`; null takes the label away. */
export async function label(kube: Kube, of: string, given: Record<string, string | null>): Promise<void> {
  await kube.merge(namespace(of), { metadata: { labels: given } });
}

/** Labels the namespace for injection, or takes the label away, and redeploys curl as the page does. */
export async function redeploy(state: Egress, there: TestEgress, injected: boolean): Promise<void> {
  const { kube, terminal } = state;
  if (injected) await terminal.must(`kubectl label namespace ${name} istio-injection=enabled`);
  else await label(kube, name, { "istio-injection": null });
  await terminal.must(`kubectl delete deployment curl -n ${name}`);
  await terminal.must(`kubectl apply -f ${samples.curl} -n ${name}`);
  there.client = await deployed(kube, { namespace: name, app: "curl" });
  // Several checks come before the first that asks for it.
  there.attacker = injected ? deployAttacker(state, there.client) : undefined;
  there.attacker?.catch(() => "told by the check that asks for it");
}

/** Whatever the section made, at whatever step it was left. */
export async function removeTestEgress(kube: Kube): Promise<void> {
  const given = { "istio-system": "istio", "kube-system": "kube-system", default: "gateway" };
  await Promise.all([
    removeNamespace(kube, name),
    ...Object.entries(given).map(([of, key]) => label(kube, of, { [key]: null })),
  ]);
}
