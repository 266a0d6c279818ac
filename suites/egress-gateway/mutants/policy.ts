import { removeAll, removeNamespace, type Mutant } from "#fixtures";
import { sampleIncomplete } from "./client.ts";
import { replaced, type Break } from "./index.ts";
import { networkPolicy } from "../objects.ts";
import * as broken from "./policy-breaks.ts";
import type { Egress, Tab } from "../state.ts";
import { label, policy, policyYaml, redeploy } from "../test-egress.ts";

/* Ways to break the network under the section on network policies, up to the injection of a sidecar. */

type Mutants = Mutant<Egress>[];

const { at, connected, denying, noPolicy, otherPolicy, sparing, sparingAddress, unlabelled, weakPolicy } = broken;

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
    failsWith: /namespaces "test-egress" not found/,
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

export const getsOut = (tab: Tab): Mutants => [
  { ...noPolicy(tab, "under-policy"), failsWith: connected },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy spares port 443", sparing(443)),
    leaks: true,
    failsWith: connected,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy spares the host's address", sparingAddress),
    leaks: true,
    failsWith: connected,
  },
];

export const namesUnknown = (tab: Tab): Mutants => [
  {
    ...unlabelled(tab, "under-policy", "kube-system", "kube-system", "true"),
    failsWith: /seen “command terminated with exit code 124”/,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy lets port 54 through in place of 53", (yaml) =>
      replaced(yaml, "port: 53", "port: 54"),
    ),
    ...weakPolicy,
    failsWith: /seen “command terminated with exit code 124”/,
  },
];

export const letsMoreThrough = (tab: Tab): Mutants => [
  { ...noPolicy(tab, "under-policy"), failsWith: /^curl: (301|200)$/m },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy lets TCP through to port 53 as well", (yaml) =>
      replaced(yaml, "          port: 53\n", "          port: 53\n        - protocol: TCP\n          port: 53\n"),
    ),
    ...weakPolicy,
    leaks: true,
    failsWith: /^unstable: /,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy spares port 80", sparing(80)),
    leaks: true,
    failsWith: /^unstable: .*curl: 301/,
  },
  {
    ...otherPolicy(tab, "under-policy", "the NetworkPolicy lets all ports of kube-system through", (yaml) =>
      replaced(yaml, "      ports:\n        - protocol: UDP\n          port: 53\n", ""),
    ),
    leaks: true,
    failsWith: /^unstable: /,
  },
];

export const controlPlaneClosed = (tab: Tab): Mutants => [
  { ...unlabelled(tab, "under-policy", "istio-system", "istio", "system"), failsWith: /seen “000 \/ curl: \(28\)/ },
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
    failsWith: /curl: \(28\)/,
  },
];

export const labelLeft: Break = {
  name: "a namespace that the page does not name keeps a label",
  break: ({ kube }) => label(kube, "kube-public", { gateway: "true" }),
  restore: ({ kube }) => label(kube, "kube-public", { gateway: null }),
};
