import type { Kube } from "#helpers/kube/client";
import type { ObjectRef } from "#helpers/kube/objects";

/**
 * Asks for the removal of a page's namespaces and of the single objects that it names, without looking first what is there:
 * after Ctrl-C there is no time to. The cluster goes on with it by itself.
 * @param resources as suites/pages.ts lists it
 */
export async function removeAtOnce(kube: Kube, resources: readonly string[]): Promise<void> {
  await Promise.all(resources.flatMap(refsOf).map((ref) => kube.remove(ref)));
}

/** "foo" is a namespace, "Kind.group namespace/name" an object; "default/curl" may be of any kind, and a label is no object. */
export function refsOf(touch: string): ObjectRef[] {
  if (/^[a-z0-9-]+$/.test(touch)) return [{ apiVersion: "v1", kind: "Namespace", metadata: { name: touch } }];
  const [, kind, group, namespace, name] = /^(\w+)\.(\S+) ([\w-]+)\/([\w-]+)$/.exec(touch) ?? [];
  if (!kind || !name) return [];
  return [{ apiVersion: `${group}/v1`, kind, metadata: { namespace, name } }];
}
