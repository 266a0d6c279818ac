import type { Mutant, ObjectRef } from "#fixtures";
import { rolledOut } from "./mesh.ts";
import type { Upgrade } from "./state.ts";

/* Ways to break the mesh, or an upgrade, that more than one page has. */

/** A way to break it under checks; each of them says what it fails with. */
export type Break<State = Upgrade> = Omit<Mutant<State>, "failsWith">;

/** What was lost under a mutant is not held against the restored mesh. */
export function forgotten({ windows }: Upgrade): void {
  for (const [stage, window] of windows) windows.set(stage, { ...window, from: Date.now() });
}

/**
 * Pods that end without draining: sidecar and application are gone at once, while clients still know their addresses.
 * @param arrive brings the upgrade to the stage on whose way it happens: what was lost before its first step is no claim's
 */
export function killed<State extends Upgrade>(
  what: string,
  [namespace, app]: [string, string],
  arrive: (state: State) => Promise<void>,
): Break<State> {
  return {
    name: `${what} is killed at once, without draining`,
    break: async (state) => {
      await arrive(state);
      await state.terminal.must(`kubectl delete pod -n ${namespace} -l app=${app} --grace-period=0 --force`);
      await rolledOut(state, namespace, [app]);
    },
    restore: async (state) => forgotten(state),
  };
}

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

const leftBehind: ObjectRef = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "MutatingWebhookConfiguration",
  metadata: { name: "istio-revision-tag-left" },
};

export const webhookLeftBehind: Break = {
  name: "a tag's webhook is left behind",
  break: async ({ kube }) => void (await kube.applyObject({ ...leftBehind, webhooks: [] })),
  restore: ({ kube }) => kube.remove(leftBehind),
};
