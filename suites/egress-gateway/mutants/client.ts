import { deployed, removeAll, type Mutant, type ObjectRef } from "#fixtures";
import { deploySourcePod, samples } from "../client.ts";
import { curlSample, deployment, service } from "../objects.ts";
import type { Egress } from "../state.ts";
import { testEgress } from "../test-egress.ts";

/* Ways to break the page's two clients, which are both the curl sample. */

type Break = Omit<Mutant<Egress>, "failsWith">;

export const sourcePodWithoutSidecar: Break = {
  name: "the client is deployed without a sidecar",
  break: (state) => injectSourcePod(state, "false"),
  restore: (state) => injectSourcePod(state, "true"),
};

async function injectSourcePod(state: Egress, inject: "true" | "false"): Promise<void> {
  const labels = { "sidecar.istio.io/inject": inject };
  await state.kube.merge(deployment("curl"), { spec: { template: { metadata: { labels } } } });
  state.client = await deployed(state.kube, { namespace: "default", app: "curl" });
}

/** Each of the sample's objects is missing once, and its Service has another port. */
export function sampleIncomplete(namespace: "default" | "test-egress"): Mutant<Egress>[] {
  return [...curlSample(namespace).map((ref) => missing(ref, namespace)), otherPort(namespace)];
}

function missing(ref: ObjectRef, namespace: "default" | "test-egress"): Mutant<Egress> {
  return {
    name: `the ${ref.kind} curl is missing in ${namespace}`,
    without: `${ref.kind} ${namespace}/curl`,
    failsWith: new RegExp(`not seen “${ref.kind} curl (<none>|80)”`),
    break: async (state) => {
      await there(state, namespace);
      await removeAll(state.kube, [ref]);
    },
    restore: async (state) => {
      const { kube, terminal, testEgress: second } = state;
      if (namespace === "default") return (state.client = await deploySourcePod(kube, terminal));
      await terminal.must(`kubectl apply -n ${namespace} -f ${samples.curl}`);
      return (second!.client = await deployed(kube, { namespace, app: "curl" }));
    },
  };
}

function otherPort(namespace: "default" | "test-egress"): Mutant<Egress> {
  const ports = (port: number) => ({ spec: { ports: [{ name: "http", port }] } });
  return {
    name: `the Service curl in ${namespace} has port 81`,
    weakens: `Service ${namespace}/curl`,
    failsWith: /seen “Service curl 81”/,
    break: async (state) => {
      await there(state, namespace);
      await state.kube.merge(service("curl", namespace), ports(81));
    },
    restore: ({ kube }) => kube.merge(service("curl", namespace), ports(80)),
  };
}

async function there(state: Egress, namespace: "default" | "test-egress"): Promise<void> {
  if (namespace === "test-egress") await testEgress(state, "istio-apis", "before-policy");
}
