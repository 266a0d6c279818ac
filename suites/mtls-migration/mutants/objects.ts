import { removeAll, type Mutant, type ObjectRef } from "#fixtures";
import type { Break } from "./index.ts";
import { namespaces, servicesKnown, type Migration, type Namespace } from "../page.ts";

/* The samples' objects, each missing or otherwise than the page makes it. */

type MigrationMutant = Mutant<Migration>;

const samples: Record<Namespace, ("curl" | "httpbin")[]> = {
  foo: ["curl", "httpbin"],
  bar: ["curl", "httpbin"],
  legacy: ["curl"],
};

const each = namespaces.flatMap((namespace) => samples[namespace].map((name) => ({ namespace, name })));

const ref = (kind: "Service" | "ServiceAccount", namespace: string, name: string): ObjectRef => ({
  apiVersion: "v1",
  kind,
  metadata: { name, namespace },
});

/** The page's command for a sample in a namespace. */
function apply({ terminal }: Migration, namespace: Namespace, name: string): Promise<unknown> {
  const file = `samples/${name}/${name}.yaml`;
  const injected = namespace === "legacy" ? file : `<(istioctl kube-inject -f ${file})`;
  return terminal.must(`kubectl apply -f ${injected} -n ${namespace}`);
}

/** Services and ServiceAccounts that are missing. */
export const sampleMissing: MigrationMutant[] = each.flatMap(({ namespace, name }) =>
  (["Service", "ServiceAccount"] as const).map((kind) => ({
    name: `the ${kind} ${name} in ${namespace} is missing`,
    without: `${kind} ${namespace}/${name}`,
    failsWith: new RegExp(`not seen “.*${namespace} ${kind} ${name} `),
    break: ({ kube }: Migration) => removeAll(kube, [ref(kind, namespace, name)]),
    restore: (state: Migration) => appliedAgain(state, namespace, name),
  })),
);

/** Services on another port. */
export const otherPort: MigrationMutant[] = each.map(({ namespace, name }) => ({
  name: `the Service ${name} in ${namespace} listens on another port`,
  weakens: `Service ${namespace}/${name}`,
  failsWith: new RegExp(`seen “${namespace} Service ${name} 81”`),
  break: ({ kube }) => kube.merge(ref("Service", namespace, name), { spec: { ports: [{ name: "http", port: 81 }] } }),
  restore: (state) => appliedAgain(state, namespace, name),
}));

/** Deployments that are missing; their pods stay, so that nothing has to be made anew. */
export const deploymentMissing: MigrationMutant[] = each.map(({ namespace, name }) => ({
  name: `the Deployment ${name} in ${namespace} is missing`,
  without: `Deployment ${namespace}/${name}`,
  failsWith: new RegExp(`not seen “.*${namespace}: ${name} `),
  break: ({ terminal }) => terminal.must(`kubectl delete deployment ${name} -n ${namespace} --cascade=orphan`),
  restore: (state) => apply(state, namespace, name),
}));

export const httpbinMissing = (namespace: "foo" | "bar"): Break => ({
  name: `the Service httpbin in ${namespace} is missing`,
  break: ({ kube }) => removeAll(kube, [ref("Service", namespace, "httpbin")]),
  restore: (state) => appliedAgain(state, namespace, "httpbin"),
});

export const httpbinOnAnotherPort = (namespace: "foo" | "bar"): Break => ({
  name: `the Service httpbin in ${namespace} leads to a port on which nobody listens`,
  break: ({ kube }) =>
    kube.merge(ref("Service", namespace, "httpbin"), {
      spec: { ports: [{ name: "http", port: 8000, targetPort: 8081 }] },
    }),
  restore: (state) => appliedAgain(state, namespace, "httpbin"),
});

async function appliedAgain(state: Migration, namespace: Namespace, name: string): Promise<void> {
  // A changed list of ports is not what kubectl applied before: it is taken away, so that all of it is made anew.
  await removeAll(state.kube, [ref("Service", namespace, name)]);
  await apply(state, namespace, name);
  if (name === "httpbin") await servicesKnown(state.kube, [state.clients.foo, state.clients.bar]);
}
