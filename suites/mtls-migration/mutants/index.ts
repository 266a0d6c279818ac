import { deployed, removeAll, sample, secondEndpoint, type AnyObject, type Mutant } from "#fixtures";
import { deployedAgain, lockDown, policyOf, type Lock, type Migration, type Namespace } from "../page.ts";

/* Ways to break the mesh under this page's checks. Each names what is broken; the check says how it must notice. */

export type Break = Omit<Mutant<Migration>, "failsWith">;

const strict = (namespace: string): AnyObject => ({ ...policyOf(namespace), spec: { mtls: { mode: "STRICT" } } });

export const strictInFoo: Break = policyAdded("foo is STRICT already", strict("foo"));
export const strictInBar: Break = policyAdded("a PeerAuthentication is in bar already", strict("bar"));

export const noPolicyInFoo: Break = policyMissing("foo", "foo");
export const noMeshPolicy: Break = policyMissing("istio-system", "mesh");
export const fooPermissive: Break = policyPermissive("foo", "foo");
export const meshPermissive: Break = policyPermissive("istio-system", "mesh");
export const policyInBar: Break = policyElsewhere("foo", "foo", "bar");
export const meshPolicyInDefault: Break = policyElsewhere("istio-system", "mesh", "default");

export const legacyInjected: Break = {
  name: "curl in legacy has a sidecar",
  break: async (state) => redeploy(state, "legacy", await state.injectedCurl()),
  restore: (state) => redeploy(state, "legacy", sample("curl")),
};

export const notInjectedInBar: Break = {
  name: "curl in bar was applied without kube-inject",
  break: (state) => redeploy(state, "bar", sample("curl")),
  restore: async (state) => redeploy(state, "bar", await state.injectedCurl()),
};

/** A DestinationRule of a client's namespace decides how that client's sidecar speaks to a service. */
export const plainTextFromFoo: Break = ruleAdded("a DestinationRule in foo switches mTLS to httpbin.foo off", {
  namespace: "foo",
  mode: "DISABLE",
});
export const foreignTlsToFoo: Break = ruleAdded("a DestinationRule in foo makes sidecars speak TLS of their own", {
  namespace: "foo",
  mode: "SIMPLE",
});
export const ruleInBar: Break = ruleAdded("a DestinationRule is in bar", { namespace: "bar", mode: "DISABLE" });

const leftBehind: AnyObject = {
  ...policyOf("default"),
  metadata: { name: "left-of-migration", namespace: "default" },
  spec: { selector: { matchLabels: { app: "nothing" } }, mtls: { mode: "PERMISSIVE" } },
};
export const policyLeftBehind: Break = {
  name: "a PeerAuthentication is left behind in namespace default",
  break: ({ kube }) => kube.applyObject(leftBehind),
  restore: ({ kube }) => kube.remove({ ...policyOf("default"), metadata: leftBehind.metadata as { name: string } }),
};

function policyAdded(name: string, policy: AnyObject): Break {
  const ref = policyOf(policy.metadata!.namespace!);
  return {
    name,
    // The check's own state first: bringing it about later would undo the break.
    break: async (state) => {
      await lockDown(state, "none");
      await state.kube.applyObject(policy);
    },
    restore: ({ kube }) => kube.remove(ref),
  };
}

function policyMissing(namespace: string, lock: Lock): Break {
  return {
    name: `the PeerAuthentication in ${namespace} is missing`,
    without: `PeerAuthentication ${namespace}/default`,
    break: async (state) => {
      await lockDown(state, lock);
      await state.kube.remove(policyOf(namespace));
    },
    restore: ({ kube }) => kube.applyObject(strict(namespace)),
  };
}

function policyPermissive(namespace: string, lock: Lock): Break {
  return {
    name: `the PeerAuthentication in ${namespace} is PERMISSIVE`,
    weakens: `PeerAuthentication ${namespace}/default`,
    break: async (state) => {
      await lockDown(state, lock);
      await state.kube.applyObject({ ...policyOf(namespace), spec: { mtls: { mode: "PERMISSIVE" } } });
    },
    restore: ({ kube }) => kube.applyObject(strict(namespace)),
  };
}

function policyElsewhere(namespace: string, lock: Lock, elsewhere: string): Break {
  return {
    name: `the PeerAuthentication is in ${elsewhere} in place of ${namespace}`,
    break: async (state) => {
      await lockDown(state, lock);
      await state.kube.applyObject(strict(elsewhere));
      await state.kube.remove(policyOf(namespace));
    },
    restore: async ({ kube }) => {
      await kube.applyObject(strict(namespace));
      await kube.remove(policyOf(elsewhere));
    },
  };
}

function ruleAdded(name: string, { namespace, mode }: { namespace: string; mode: string }): Break {
  const ref = {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name: "plain-text-to-httpbin", namespace },
  };
  const spec = { host: "httpbin.foo.svc.cluster.local", trafficPolicy: { tls: { mode } } };
  return {
    name,
    break: async (state) => {
      await lockDown(state, "none");
      await state.kube.applyObject({ ...ref, spec });
    },
    restore: ({ kube }) => kube.remove(ref),
  };
}

/** Half of the requests to a namespace's httpbin go past its sidecar. */
export function leaking(namespace: "foo" | "bar"): Break {
  return secondEndpoint({ namespace, service: "httpbin", portName: "http", port: 8080 });
}

export const policyRemovedBefore: Break = {
  name: "somebody has deleted foo's PeerAuthentication before",
  break: async (state) => {
    await deployedAgain(state);
    await lockDown(state, "mesh");
    await removeAll(state.kube, [policyOf("foo")]);
  },
  restore: async () => undefined,
};

async function redeploy(state: Migration, namespace: Namespace, manifests: string): Promise<void> {
  await state.kube.apply(manifests, namespace);
  state.clients[namespace] = await deployed(state.kube, state.clients[namespace].ref);
}
