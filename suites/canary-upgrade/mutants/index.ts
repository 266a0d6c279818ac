import type { Mutant, ObjectRef } from "#fixtures";
import { rolledOut } from "../mesh.ts";
import type { Upgrade } from "../page.ts";
import { reach } from "../stages.ts";

/* Ways to break the mesh, or the upgrade, under this page's checks. */

export type Break = Omit<Mutant<Upgrade>, "failsWith">;

/** What was lost under a mutant is not held against the restored mesh. */
function forgotten({ windows }: Upgrade): void {
  for (const [stage, window] of windows) windows.set(stage, { ...window, from: Date.now() });
}

/** Pods that end without draining: sidecar and application are gone at once, while clients still know their addresses. */
function killed(what: string, namespace: string, app: string): Break {
  return {
    name: `${what} is killed at once, without draining`,
    break: async (state) => {
      await state.terminal.must(`kubectl delete pod -n ${namespace} -l app=${app} --grace-period=0 --force`);
      await rolledOut(state, namespace, [app]);
    },
    restore: async (state) => forgotten(state),
  };
}

export const gatewayKilled = killed("the ingress gateway", "istio-system", "istio-ingressgateway");
export const servingKilled = killed("the server", "test-ns", "serving");

export const sampleUnreachable: Break = {
  name: "the sample is away for some seconds",
  break: async (state) => {
    await reach(state, "moved");
    await state.terminal.must("kubectl scale deployment httpbin -n test-ns --replicas=0");
    await state.terminal.must("kubectl wait --for=delete pod -l app=httpbin -n test-ns --timeout=60s");
    await state.terminal.must("kubectl scale deployment httpbin -n test-ns --replicas=1");
    await rolledOut(state, "test-ns", ["httpbin"]);
  },
  restore: async (state) => forgotten(state),
};

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

function scaled(name: string): Break {
  const to = (replicas: number) => async (state: Upgrade) => {
    await reach(state, state.stage === "before" ? "installed" : state.stage);
    await state.terminal.must(`kubectl scale deployment ${name} -n istio-system --replicas=${replicas}`);
    await rolledOut(state, "istio-system", [name]);
  };
  return { name: `${name} has no pod`, break: to(0), restore: to(1) };
}

export const canaryScaledToZero = scaled("istiod-canary");
export const oldScaledToZero: Break = {
  ...scaled("istiod"),
  break: async (state) => {
    await reach(state, "rolled-back");
    await scaled("istiod").break(state);
  },
};

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

/** A workload that is restarted while its namespace leads to another revision. */
function movedBack(namespace: string, workload: string, [away, back]: [string, string]): Break {
  const labelled = (labels: string) => async (state: Upgrade) => {
    await state.terminal.must(`kubectl label namespace ${namespace} --overwrite ${labels}`);
    await state.terminal.must(`kubectl rollout restart deployment ${workload} -n ${namespace}`);
    await rolledOut(state, namespace, [workload]);
  };
  return {
    name: `${workload} of ${namespace} is back at the old control plane`,
    break: async (state) => {
      await reach(state, namespace === "test-ns" ? "moved" : "retagged");
      await labelled(away)(state);
    },
    restore: async (state) => {
      await labelled(back)(state);
      forgotten(state);
    },
  };
}

export const httpbinMovedBack = movedBack("test-ns", "httpbin", [
  "istio.io/rev- istio-injection=enabled",
  "istio-injection- istio.io/rev=canary",
]);
export const sleepMovedBack = movedBack("app-ns-1", "sleep", ["istio.io/rev=default", "istio.io/rev=prod-stable"]);

function tagTo(name: string, [tag, wrong, right]: [string, string, string], restart?: [string, string]): Break {
  const to = (revision: string) => async (state: Upgrade) => {
    await state.terminal.must(`istioctl tag set ${tag} --revision ${revision} --overwrite`);
    if (!restart) return;
    const [namespace, workload] = restart;
    await state.terminal.must(`kubectl rollout restart deployment ${workload} -n ${namespace}`);
    await rolledOut(state, namespace, [workload]);
  };
  return { name, break: to(wrong), restore: to(right) };
}

export const stableTagToCanary: Break = {
  ...tagTo(
    "the tag prod-stable leads to the canary already",
    ["prod-stable", "canary", "default"],
    ["app-ns-1", "sleep"],
  ),
};
export const stableTagOld = tagTo("the tag prod-stable still leads to the old revision", [
  "prod-stable",
  "default",
  "canary",
]);

export const defaultTagOld: Break = {
  name: "the clients have kept the sidecar of the old version",
  break: async (state) => {
    await reach(state, "old-removed");
    await state.terminal.must("kubectl scale deployment fortio -n traffic --replicas=0");
  },
  restore: async (state) => {
    const again = async () => {
      await state.terminal.must("kubectl scale deployment fortio -n traffic --replicas=1");
      await rolledOut(state, "traffic", ["fortio"]);
    };
    await again();
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
