import type { Kube } from "#helpers/kube/client";

const ours = ["default", "istio-system", "kube-system"];

/** Keeps the labels of the cluster's own namespaces as they are now, and returns what restores them. */
export async function keptLabels(kube: Kube): Promise<() => Promise<void>> {
  const before = new Map<string, Record<string, string>>();
  for (const name of ours) before.set(name, await labelsOf(kube, name));
  return async () => {
    for (const [name, labels] of before) {
      const added = Object.keys(await labelsOf(kube, name)).filter((label) => !(label in labels));
      const removed = Object.fromEntries(added.map((label) => [label, null]));
      await kube.merge(refOf(name), { metadata: { labels: { ...labels, ...removed } } });
    }
  };
}

async function labelsOf(kube: Kube, name: string): Promise<Record<string, string>> {
  return (await kube.find(refOf(name)))?.metadata?.labels ?? {};
}

function refOf(name: string) {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}
