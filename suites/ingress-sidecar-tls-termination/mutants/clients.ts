import { deployed, removeAll, type Mutant, type ObjectRef } from "#fixtures";
import { withCertificates, type SidecarTls } from "../set-up.ts";
import { setPodLabels, type Break } from "./break.ts";

/* The page's two clients: their sample's objects, and their sidecars. */

const sampleOf = (client: string, namespace: string): Record<string, ObjectRef> => {
  const metadata = { name: client, namespace };
  return {
    ServiceAccount: { apiVersion: "v1", kind: "ServiceAccount", metadata },
    Service: { apiVersion: "v1", kind: "Service", metadata },
    Deployment: { apiVersion: "apps/v1", kind: "Deployment", metadata },
  };
};

/** Each object of the client's sample taken away, and its Service on another port. */
export function sampleChanged(client: "curl" | "sleep", namespace: string): Mutant<SidecarTls>[] {
  const objects = sampleOf(client, namespace);
  const changed = (kind: string) => new RegExp(`changed: \\S*${kind}\\.${namespace}\\.${client}`);
  const apply = async (state: SidecarTls) => {
    await state.terminal.must(`kubectl -n ${namespace} apply -f samples/${client}/${client}.yaml`);
    await redeployed(state, namespace);
  };
  return [
    ...Object.entries(objects).map(([kind, ref]) => ({
      name: `the ${kind} ${client} in ${namespace} is missing`,
      without: `${kind} ${namespace}/${client}`,
      failsWith: changed(kind),
      break: ({ kube }: SidecarTls) => removeAll(kube, [ref]),
      restore: apply,
    })),
    {
      name: `the Service ${client} in ${namespace} listens on 81`,
      weakens: `Service ${namespace}/${client}`,
      // What kubectl would have to do is not allowed: two ports of one name.
      failsWith: new RegExp(`The Service "${client}" is invalid: spec\\.ports`),
      break: ({ kube }) => kube.merge(objects.Service!, { spec: { ports: [{ name: "http", port: 81 }] } }),
      restore: async (state) => {
        // kubectl would add the port that it applied to the one that is there now.
        await removeAll(state.kube, [objects.Service!]);
        await apply(state);
      },
    },
  ];
}

/** The client's pod, which may be another one now. */
async function redeployed(state: SidecarTls, namespace: string): Promise<void> {
  const { kube, client } = state;
  const workload = await deployed(kube, { namespace, app: client });
  if (namespace === "test") {
    if (workload.pod === state.internal.pod) return;
    state.internal = workload;
    await state.terminal.export("INTERNAL_CLIENT", `echo ${workload.pod}`);
  } else if (workload.pod !== state.external.pod) {
    state.external = await withCertificates(workload, state);
  }
}

/** Redeploys a client with or without a sidecar. */
export function injection(client: "internal" | "external", wanted: "true" | "false", name: string): Break {
  const label = async (state: SidecarTls, value: string | null) => {
    const { namespace, app } = state[client].ref;
    await setPodLabels(state.kube, namespace, app, { "sidecar.istio.io/inject": value });
    await redeployed(state, namespace);
  };
  return { name, break: (state) => label(state, wanted), restore: (state) => label(state, null) };
}

/** The page's label is missing when the client's pod is made. */
export function injectionLabelMissing(client: string): Break {
  const label = async (state: SidecarTls, value: string | null, turn: string | null) => {
    const test = { apiVersion: "v1", kind: "Namespace", metadata: { name: "test" } };
    await state.kube.merge(test, { metadata: { labels: { "istio-injection": value } } } as never);
    await setPodLabels(state.kube, "test", client, { turn });
    await redeployed(state, "test");
  };
  return {
    name: "namespace test is not labelled for injection",
    without: "label istio-injection=enabled of Namespace test",
    break: (state) => label(state, null, "another"),
    restore: (state) => label(state, "enabled", null),
  };
}
