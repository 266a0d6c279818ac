import { removeAll, removeNamespace, type Mutant, type ObjectRef } from "#fixtures";
import { sampleIncomplete } from "./client-mutants.ts";
import { directTlsRouteLeak, httpsVirtualServiceLeak } from "./leaks.ts";
import { replaced, type Break } from "./mutants.ts";
import { destinationRule, networkPolicy, tlsRoute, virtualService } from "./objects.ts";
import { applySetUp, type Tab } from "./set-up.ts";
import { manifest, type Egress } from "./state.ts";
import { label, policy, policyYaml, redeploy, testEgress, type Step } from "./test-egress.ts";

/* Ways to break the mesh, or the network, under the section on network policies. */

type Mutants = Mutant<Egress>[];

/** Breaks the section at one of its steps, once it has got there. */
function at(
  tab: Tab,
  step: Step,
  name: string,
  breakIt: (state: Egress) => Promise<unknown>,
  restore: Break["restore"],
): Break {
  return {
    name,
    break: async (state) => {
      await testEgress(state, tab, step);
      await breakIt(state);
    },
    restore,
  };
}

const restorePolicy =
  (tab: Tab): Break["restore"] =>
  ({ kube }) =>
    kube.apply(policyYaml(tab), "test-egress");

/** The policy with more in it, or with less. */
function otherPolicy(tab: Tab, step: Step, name: string, change: (yaml: string, state: Egress) => string): Break {
  const apply = (state: Egress) => state.kube.apply(change(policyYaml(tab), state), "test-egress");
  return at(tab, step, name, apply, restorePolicy(tab));
}

const noPolicy = (tab: Tab, step: Step) => ({
  ...at(tab, step, "the NetworkPolicy is missing", ({ kube }) => removeAll(kube, [policy]), restorePolicy(tab)),
  without: "NetworkPolicy test-egress/allow-egress-to-istio-system-and-kube-dns",
});

/** A rule more: everything on one TCP port. */
const sparing = (port: number) => (yaml: string) =>
  `${yaml}    - ports:\n        - protocol: TCP\n          port: ${port}\n`;

/** A rule more: everything at one address. */
function sparingAddress(yaml: string, { origin, target }: Egress): string {
  const cidr = origin ? `${target.addresses["edition.cnn.com"]}/32` : "0.0.0.0/0";
  return `${yaml}    - to:\n        - ipBlock:\n            cidr: ${cidr}\n`;
}

const weakPolicy = { weakens: "NetworkPolicy test-egress/allow-egress-to-istio-system-and-kube-dns" };

/** A namespace lacks the label by which the policy finds it. */
function unlabelled(tab: Tab, step: Step, namespace: string, key: string, value: string) {
  return {
    ...at(
      tab,
      step,
      `${namespace} has no label ${key}=${value}`,
      ({ kube }) => label(kube, namespace, { [key]: null }),
      ({ kube }) => label(kube, namespace, { [key]: value }),
    ),
    without: `label ${key}=${value} of Namespace ${namespace}`,
  };
}

export const noSample: Mutants = [
  ...sampleIncomplete("test-egress"),
  {
    ...at(
      "istio-apis",
      "before-policy",
      "the namespace test-egress is missing",
      ({ kube }) => removeNamespace(kube, "test-egress"),
      async (state) => (state.testEgress = undefined),
    ),
    without: "Namespace test-egress",
    says: /namespaces "test-egress" not found/,
  },
];

export const injectedTooEarly = at(
  "istio-apis",
  "before-policy",
  "the pod in test-egress has a sidecar already",
  (state) => redeploy(state, state.testEgress!, true),
  (state) => redeploy(state, state.testEgress!, false),
);

export const policyTooEarly = at(
  "istio-apis",
  "before-policy",
  "the NetworkPolicy is there before its step",
  ({ kube }) => kube.apply(policyYaml("istio-apis"), "test-egress"),
  ({ kube }) => removeAll(kube, [policy]),
);

const connected = /curl -v: .*Connected to edition\.cnn\.com.* \/ < HTTP\/2 200/;

export const getsOut = (tab: Tab): Mutants => [
  { ...noPolicy(tab, "under-policy"), says: connected },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy spares port 443", sparing(443)),
    leaks: true,
    says: connected,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy spares the host's address", sparingAddress),
    leaks: true,
    says: connected,
  },
];

export const namesUnknown = (tab: Tab): Mutants => [
  {
    ...unlabelled(tab, "under-policy", "kube-system", "kube-system", "true"),
    says: /seen “command terminated with exit code 124”/,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy lets port 54 through in place of 53", (yaml) =>
      replaced(yaml, "port: 53", "port: 54"),
    ),
    ...weakPolicy,
    says: /seen “command terminated with exit code 124”/,
  },
];

export const letsMoreThrough = (tab: Tab): Mutants => [
  { ...noPolicy(tab, "under-policy"), says: /^curl: (301|200)$/m },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy lets TCP through to port 53 as well", (yaml) =>
      replaced(yaml, "          port: 53\n", "          port: 53\n        - protocol: TCP\n          port: 53\n"),
    ),
    ...weakPolicy,
    leaks: true,
    says: /^unstable: /,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy spares port 80", sparing(80)),
    leaks: true,
    says: /^unstable: .*curl: 301/,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy lets all ports of kube-system through", (yaml) =>
      replaced(yaml, "      ports:\n        - protocol: UDP\n          port: 53\n", ""),
    ),
    leaks: true,
    says: /^unstable: /,
  },
];

export const controlPlaneClosed = (tab: Tab): Mutants => [
  { ...unlabelled(tab, "under-policy", "istio-system", "istio", "system"), says: /seen “000 \/ curl: \(28\)/ },
];

const denyAll = networkPolicy("deny-all");

export const defaultBoundToo = (tab: Tab): Mutants => [
  {
    ...at(
      tab,
      "under-policy",
      "a policy denies curl in default everything",
      ({ kube }) => kube.applyObject(denying(denyAll)),
      ({ kube }) => removeAll(kube, [denyAll]),
    ),
    says: /curl: \(28\)/,
  },
];

function denying(ref: ObjectRef) {
  return { ...ref, spec: { podSelector: { matchLabels: { app: "curl" } }, policyTypes: ["Egress"] } };
}

export const injectionLabelMissing = (tab: Tab) => ({
  ...at(
    tab,
    "injected",
    "test-egress is not labelled for injection",
    async (state) => {
      await redeploy(state, state.testEgress!, false);
      // The section has got that far all the same.
      state.testEgress!.attacker = state.testEgress!.client;
    },
    (state) => redeploy(state, state.testEgress!, true),
  ),
  without: "label istio-injection=enabled of Namespace test-egress",
});

const secondRule = destinationRule("egressgateway-for-cnn", "test-egress");
const applySecondRule: Break["restore"] = ({ kube }) =>
  kube.apply(manifest("apply-kubernetes-network-policies.destination-rule"), "test-egress");

export const destinationRuleTooEarly: Mutants = [
  {
    ...at("istio-apis", "injected", "test-egress has its DestinationRule already", applySecondRule, ({ kube }) =>
      removeAll(kube, [secondRule]),
    ),
    says: /seen “200”, not seen “000/,
  },
];

/** What the request of the pod with a sidecar needs, by tab. */
export const cannotReachGateway: Record<Tab, Mutants> = {
  "istio-apis": [
    {
      ...at(
        "istio-apis",
        "with-sidecar",
        "test-egress has no DestinationRule for the gateway's subset",
        ({ kube }) => removeAll(kube, [secondRule]),
        applySecondRule,
      ),
      without: "DestinationRule test-egress/egressgateway-for-cnn",
      says: /seen “000 \/ curl: \(35\)/,
    },
    { ...unlabelled("istio-apis", "with-sidecar", "istio-system", "istio", "system"), says: /curl: \(28\)/ },
  ],
  "gateway-api": [{ ...unlabelled("gateway-api", "with-sidecar", "default", "gateway", "true"), says: /curl: \(28\)/ }],
};

export const pastTheGateway = (tab: Tab): Mutants => {
  const direct = {
    "istio-apis": virtualService("direct-cnn-through-egress-gateway"),
    "gateway-api": tlsRoute("direct-cnn-to-egress-gateway"),
  }[tab];
  const restore: Break["restore"] = ({ kube }) => applySetUp(kube, `https/${tab}`);
  const past = /sent it to outbound\|443\|\|edition\.cnn\.com at/;
  return [
    {
      ...at(
        tab,
        "with-sidecar",
        "no route leads the sidecars to the gateway",
        ({ kube }) => removeAll(kube, [direct]),
        restore,
      ),
      says: past,
    },
    {
      ...at(
        tab,
        "with-sidecar",
        "one connection of ten goes past the gateway",
        ({ kube }) =>
          kube.apply(tab === "istio-apis" ? httpsVirtualServiceLeak(90) : directTlsRouteLeak(90), "default"),
        restore,
      ),
      leaks: true,
      says: new RegExp(`^unstable: .*${past.source}`),
    },
  ];
};

export const attackerGetsOut = (tab: Tab): Mutants => [
  { ...noPolicy(tab, "with-sidecar"), says: connected },
  {
    ...otherPolicy(tab, "with-sidecar", "the NetworkPolicy spares the host's address", sparingAddress),
    leaks: true,
    says: connected,
  },
];

const denyHere = networkPolicy("deny-all", "test-egress");

export const attackerBlocked: Mutants = [
  {
    ...at(
      "istio-apis",
      "without-policy",
      "a policy denies the pod everything",
      ({ kube }) => kube.applyObject(denying(denyHere)),
      ({ kube }) => removeAll(kube, [denyHere]),
    ),
    says: /curl: \(28\)/,
  },
];

export const labelLeft: Break = {
  name: "a namespace that the page does not name keeps a label",
  break: ({ kube }) => label(kube, "kube-public", { gateway: "true" }),
  restore: ({ kube }) => label(kube, "kube-public", { gateway: null }),
};
