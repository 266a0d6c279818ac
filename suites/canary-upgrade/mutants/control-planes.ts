import type { ObjectRef } from "#fixtures";
import { rolledOut } from "../mesh.ts";
import type { Stage, Upgrade } from "../page.ts";
import { reach } from "../stages.ts";
import { forgotten, type Break } from "./break.ts";

/* Ways to break what the control planes and the gateways are. */

const gatewayClasses: ObjectRef = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "gatewayclasses.gateway.networking.k8s.io" },
};

/** A version of the Gateway API that Istio needs is not served. */
function betaServed(served: boolean) {
  return async ({ kube }: Upgrade) => {
    const { versions } = (await kube.find(gatewayClasses))!.spec as { versions: { name: string; served: boolean }[] };
    for (const version of versions) if (version.name === "v1beta1") version.served = served;
    await kube.merge(gatewayClasses, { spec: { versions } });
  };
}

export const crdTooOld: Break = {
  name: "the Gateway API's CRDs do not serve what Istio needs",
  break: betaServed(false),
  restore: betaServed(true),
};

/** A control plane without a pod, once a stage has been reached: steps that need it would fail by themselves. */
function scaled(name: string, stage: Stage): Break {
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
function missing(name: string, object: string): Break {
  return {
    name,
    break: async (state) => {
      await reach(state, "installed");
      await state.terminal.must(`kubectl delete ${object}`);
    },
    restore: async ({ terminal }) => {
      await terminal.must("istioctl install -y $CANARY --set revision=canary");
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
export const canaryLikeOld: Break = {
  name: "the canary's Deployment has lost the label by which it is found",
  break: async (state) => {
    await reach(state, "retagged");
    await state.kube.merge(canary, { metadata: { labels: { [component]: null } } });
  },
  restore: async ({ kube }) => void (await kube.merge(canary, { metadata: { labels: { [component]: "Pilot" } } })),
};

export const gatewaysOld: Break = {
  name: "the gateways are still those of the old version",
  break: async (state) => {
    await reach(state, "installed");
    await state.terminal.must("$OLD_ISTIOCTL install -y $OLD");
  },
  restore: async (state) => {
    await state.terminal.must("istioctl install -y $CANARY --set revision=canary");
    forgotten(state);
  },
};

export const webhookLeftBehind: Break = {
  name: "a tag's webhook is left behind",
  break: async ({ kube }) => void (await kube.applyObject({ ...leftBehind, webhooks: [] })),
  restore: ({ kube }) => kube.remove(leftBehind),
};

const leftBehind: ObjectRef = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name: "istio-revision-tag-left" },
};
