import { removeAll } from "#fixtures";
import type { Break } from "./mutants.ts";
import { destinationRule, networkPolicy, tlsRoute, virtualService } from "./objects.ts";
import { applySetUp, type Tab } from "./set-up.ts";
import type { Egress } from "./state.ts";
import { applyDestinationRule, applyPolicy, label, policy, redeploy, testEgress, type Step } from "./test-egress.ts";

/* Ways to break the mesh, or the network, under the section on network policies. */

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
  ({ kube }) => applyPolicy(kube, "istio-apis"),
  ({ kube }) => removeAll(kube, [policy]),
);

export const noPolicy = (tab: Tab): Break =>
  at(
    tab,
    "under-policy",
    "the NetworkPolicy is missing",
    ({ kube }) => removeAll(kube, [policy]),
    ({ kube }) => applyPolicy(kube, tab),
  );

export const kubeSystemUnlabelled = unlabelled("gateway-api", "under-policy", "kube-system", "kube-system", "true");

const denyAll = networkPolicy("deny-all");

export const defaultDeniedToo = at(
  "gateway-api",
  "under-policy",
  "a policy denies curl in default everything",
  ({ kube }) =>
    kube.applyObject({
      ...denyAll,
      spec: { podSelector: { matchLabels: { app: "curl" } }, policyTypes: ["Egress"] },
    }),
  ({ kube }) => removeAll(kube, [denyAll]),
);

export const injectionLabelMissing = at(
  "gateway-api",
  "with-sidecar",
  "test-egress is not labelled for injection",
  (state) => redeploy(state, state.testEgress!, false),
  (state) => redeploy(state, state.testEgress!, true),
);

/** What the request of the pod with a sidecar needs, by tab. */
export const throughGateway = {
  "istio-apis": [
    {
      ...at(
        "istio-apis",
        "with-sidecar",
        "test-egress has no DestinationRule for the gateway's subset",
        ({ kube }) => removeAll(kube, [destinationRule("egressgateway-for-cnn", "test-egress")]),
        ({ kube }) => applyDestinationRule(kube),
      ),
      says: /000\ncurl: \(35\)/,
    },
    {
      ...unlabelled("istio-apis", "with-sidecar", "istio-system", "istio", "system"),
      says: /000\ncurl: \((28|35)\)/,
    },
  ],
  "gateway-api": [
    {
      ...unlabelled("gateway-api", "with-sidecar", "default", "gateway", "true"),
      says: /000\ncurl: \((28|35)\)/,
    },
  ],
};

/** A namespace lacks the label by which the policy finds it. */
function unlabelled(tab: Tab, step: Step, namespace: string, key: string, value: string): Break {
  return at(
    tab,
    step,
    `${namespace} has no label ${key}=${value}`,
    ({ kube }) => label(kube, namespace, { [key]: null }),
    ({ kube }) => label(kube, namespace, { [key]: value }),
  );
}

export const noRouteToGateway = (tab: Tab): Break =>
  at(
    tab,
    "with-sidecar",
    "no route leads the sidecars to the gateway",
    ({ kube }) =>
      removeAll(kube, [
        tab === "istio-apis"
          ? virtualService("direct-cnn-through-egress-gateway")
          : tlsRoute("direct-cnn-to-egress-gateway"),
      ]),
    ({ kube }) => applySetUp(kube, `https/${tab}`),
  );

export const labelLeft: Break = {
  name: "a namespace that the page does not name keeps a label",
  break: ({ kube }) => label(kube, "kube-public", { gateway: "true" }),
  restore: ({ kube }) => label(kube, "kube-public", { gateway: null }),
};
