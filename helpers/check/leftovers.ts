import type { Kube } from "#helpers/kube/client";
import { isAt, listObjects, type Inventory, holdsNothingAt } from "#helpers/kube/inventory";
import { removeAll, removeNamespace } from "./namespace.ts";

/** Labels that a page sets on a Namespace of the cluster's own: the Namespace is no leftover, the page takes them away. */
const labelsOnly = (entry: string) => entry.startsWith("Namespace ");

/**
 * Is anything there of what pages make? After a run that came to its end there is not.
 * @param resources as pages list it
 */
export function hasLeftovers(inventory: Inventory, resources: readonly string[]): boolean {
  return !holdsNothingAt(
    inventory,
    resources.filter((entry) => !labelsOnly(entry)),
  );
}

/**
 * Removes what an interrupted run left of its pages. A page removes its own leftovers, but another page would hold them
 * against the mesh: a PeerAuthentication for the whole mesh changes every answer.
 * @param resources as pages list it
 * @returns what was removed, as inventories name it; what was in a removed namespace is not named
 */
export async function removeLeftovers(kube: Kube, resources: readonly string[]): Promise<string[]> {
  const removable = resources.filter((entry) => !labelsOnly(entry));
  const found = (await listObjects(kube)).filter(({ key }) => removable.some((entry) => isAt(key, entry)));
  const namespaces = found.filter(({ ref }) => ref.kind === "Namespace");
  const going = new Set(namespaces.map(({ ref }) => ref.metadata.name));
  const others = found.filter(({ ref }) => ref.kind !== "Namespace" && !going.has(ref.metadata.namespace ?? ""));
  await Promise.all([
    ...[...going].map((name) => removeNamespace(kube, name)),
    removeAll(
      kube,
      others.map(({ ref }) => ref),
    ),
  ]);
  return [...namespaces, ...others].map(({ key }) => key).sort();
}
