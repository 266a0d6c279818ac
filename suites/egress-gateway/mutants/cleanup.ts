import { removeAll, type Mutant } from "#fixtures";
import { samples } from "../client.ts";
import { given } from "./index.ts";
import { serviceAccount, serviceEntry } from "../objects.ts";
import type { Egress, SetUp, Tab } from "../state.ts";
import { label, testEgress, type Step } from "../test-egress.ts";

/* A step of the page's clean-up finds nothing to remove, and its command says so. The check itself removes the rest. */

const nothingToRestore = async () => undefined;

/** The first object of a gateway's clean-up is gone before it. */
export function entryGone(wanted: SetUp): Mutant<Egress> {
  return {
    ...given(wanted, "the ServiceEntry cnn is gone before the clean-up", (kube) =>
      removeAll(kube, [serviceEntry("cnn")]),
    ),
    restore: nothingToRestore,
    failsWith: /seen “Error from server \(NotFound\): serviceentries\.networking\.istio\.io "cnn" not found”/,
  };
}

/** The first object of the curl sample is gone before the clean-up of its section. */
export function sampleGone(tab: Tab, step: Step): Mutant<Egress> {
  return {
    name: "the ServiceAccount curl of test-egress is gone before the clean-up",
    break: async (state) => {
      await testEgress(state, tab, step);
      await removeAll(state.kube, [serviceAccount("curl", "test-egress")]);
    },
    restore: nothingToRestore,
    failsWith: /not seen “serviceaccount "curl" deleted”/,
  };
}

/** A label that the clean-up takes away is gone before it. */
export function labelGone(tab: Tab, step: Step): Mutant<Egress> {
  return {
    name: "kube-system has lost the page's label before the clean-up",
    break: async (state) => {
      await testEgress(state, tab, step);
      await label(state.kube, "kube-system", { "kube-system": null });
    },
    restore: nothingToRestore,
    failsWith: /not seen “namespace\/kube-system unlabeled/,
  };
}

/** The first object of the page's client is gone before the last clean-up. */
export const clientGone: Mutant<Egress> = {
  name: "the ServiceAccount curl of default is gone before the clean-up",
  break: async ({ kube, terminal }) => {
    await terminal.must(`kubectl apply -f ${samples.sourcePod}`);
    await removeAll(kube, [serviceAccount("curl")]);
  },
  restore: nothingToRestore,
  failsWith: /not seen “serviceaccount "curl" deleted”/,
};
