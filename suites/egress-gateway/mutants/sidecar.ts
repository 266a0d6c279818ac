import { removeAll, type Mutant } from "#fixtures";
import { directTlsRouteLeak, httpsVirtualServiceLeak } from "./leaks.ts";
import type { Break } from "./index.ts";
import { destinationRule, networkPolicy, tlsRoute, virtualService } from "../objects.ts";
import * as broken from "./policy-breaks.ts";
import { applySetUp } from "../set-up.ts";
import { manifest, type Egress, type Tab } from "../state.ts";
import { redeploy } from "../test-egress.ts";

/* Ways to break the mesh, or the network, under the pod that has a sidecar in test-egress. */

type Mutants = Mutant<Egress>[];

const { at, connected, denying, noPolicy, otherPolicy, sparingAddress, unlabelled } = broken;

export const injectionLabelMissing = (tab: Tab) => ({
  ...at(
    tab,
    "injected",
    "test-egress is not labelled for injection",
    (state) => redeploy(state, state.testEgress!, false),
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
    failsWith: /seen “200”, not seen “000/,
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
      failsWith: /seen “000 \/ curl: \(35\)/,
    },
    { ...unlabelled("istio-apis", "with-sidecar", "istio-system", "istio", "system"), failsWith: /curl: \(28\)/ },
  ],
  "gateway-api": [
    { ...unlabelled("gateway-api", "with-sidecar", "default", "gateway", "true"), failsWith: /curl: \(28\)/ },
  ],
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
      failsWith: past,
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
      failsWith: new RegExp(`^unstable: .*${past.source}`),
    },
  ];
};

export const attackerGetsOut = (tab: Tab): Mutants => [
  { ...noPolicy(tab, "with-sidecar"), failsWith: connected },
  {
    ...otherPolicy(tab, "with-sidecar", "the NetworkPolicy spares the host's address", sparingAddress),
    leaks: true,
    failsWith: connected,
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
    failsWith: /curl: \(28\)/,
  },
];
