import type { ObjectRef } from "#fixtures";
import { rolledOut } from "../../upgrade/mesh.ts";
import { forgotten, type Break } from "../../upgrade/mutants.ts";
import type { Stage, Upgrade } from "../page.ts";
import { reach } from "../stages.ts";

/* Ways to break what the control planes and the gateways are. */

/** A control plane without a pod, once a stage has been reached: steps that need it would fail by themselves. */
function scaled(name: string, stage: Stage): Break<Upgrade> {
  const to = (replicas: number) => async (state: Upgrade) => {
    await reach(state, stage);
    await state.terminal.must(`kubectl scale deployment ${name} -n istio-system --replicas=${replicas}`);
    await rolledOut(state, "istio-system", [name]);
  };
  return { name: `${name} has no pod`, break: to(0), restore: to(1) };
}

export const canaryScaledToZero = (stage: Stage) => scaled("istiod-canary", stage);
export const oldScaledToZero = scaled("istiod", "rolled-back");

/** An object of the canary's that is missing; the canary's own installation brings it back. */
function missing(name: string, object: string): Break<Upgrade> {
  return {
    name,
    break: async (state) => {
      await reach(state, "installed");
      await state.terminal.must(`kubectl delete ${object}`);
    },
    restore: async ({ terminal }) => {
      await terminal.must("istioctl install -y $NEW --set revision=canary");
    },
  };
}

export const serviceMissing = missing("the canary has no Service", "service istiod-canary -n istio-system");
export const injectorMissing = missing(
  "the canary has no sidecar injector",
  "mutatingwebhookconfiguration istio-sidecar-injector-canary",
);

const canary: ObjectRef = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "istiod-canary", namespace: "istio-system" },
};
const component = "operator.istio.io/component";

/** What is not known as a component of Istio's is not uninstalled with the others. */
export const canaryLikeOld: Break<Upgrade> = {
  name: "the canary's Deployment has lost the label by which it is found",
  break: async (state) => {
    await reach(state, "retagged");
    await state.kube.merge(canary, { metadata: { labels: { [component]: null } } });
  },
  restore: async ({ kube }) => void (await kube.merge(canary, { metadata: { labels: { [component]: "Pilot" } } })),
};

export const gatewaysOld: Break<Upgrade> = {
  name: "the gateways are still those of the old version",
  break: async (state) => {
    await reach(state, "installed");
    await state.terminal.must("$OLD_ISTIOCTL install -y $OLD");
  },
  restore: async (state) => {
    await state.terminal.must("istioctl install -y $NEW --set revision=canary");
    forgotten(state);
  },
};
