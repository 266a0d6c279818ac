import { removeAll, type ObjectRef } from "#fixtures";
import { type Break } from "./index.ts";
import type { Egress, Tab } from "../state.ts";
import { label, policy, policyYaml, testEgress, type Step } from "../test-egress.ts";

/* How the mutants of the section on network policies break it. */

/** Breaks the section at one of its steps, once it has got there. */
export function at(
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

export const restorePolicy =
  (tab: Tab): Break["restore"] =>
  ({ kube }) =>
    kube.apply(policyYaml(tab), "test-egress");

/** The policy with more in it, or with less. */
export function otherPolicy(
  tab: Tab,
  step: Step,
  name: string,
  change: (yaml: string, state: Egress) => string,
): Break {
  const apply = (state: Egress) => state.kube.apply(change(policyYaml(tab), state), "test-egress");
  return at(tab, step, name, apply, restorePolicy(tab));
}

export const noPolicy = (tab: Tab, step: Step) => ({
  ...at(tab, step, "the NetworkPolicy is missing", ({ kube }) => removeAll(kube, [policy]), restorePolicy(tab)),
  without: "NetworkPolicy test-egress/allow-egress-to-istio-system-and-kube-dns",
});

/** A rule more: everything on one TCP port. */
export const sparing = (port: number) => (yaml: string) =>
  `${yaml}    - ports:\n        - protocol: TCP\n          port: ${port}\n`;

/** A rule more: everything at one address. */
export function sparingAddress(yaml: string, { origin, target }: Egress): string {
  const cidr = origin ? `${target.addresses["edition.cnn.com"]}/32` : "0.0.0.0/0";
  return `${yaml}    - to:\n        - ipBlock:\n            cidr: ${cidr}\n`;
}

export const weakPolicy = { weakens: "NetworkPolicy test-egress/allow-egress-to-istio-system-and-kube-dns" };

/** A namespace lacks the label by which the policy finds it. */
export function unlabelled(tab: Tab, step: Step, namespace: string, key: string, value: string) {
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

/** What curl -v tells where the policy does not block it. */
export const connected = /curl -v: .*Connected to edition\.cnn\.com.* \/ < HTTP\/2 200/;

/** A policy that denies curl everything. */
export function denying(ref: ObjectRef) {
  return { ...ref, spec: { podSelector: { matchLabels: { app: "curl" } }, policyTypes: ["Egress"] } };
}
