import type { Kube } from "#helpers/kube/client";
import type { ObjectRef } from "#helpers/kube/objects";
import { until } from "#helpers/verdict/settle";
import type { PageScope } from "./page.ts";

/** `kubectl create ns <name>` and its labels; a leftover of an interrupted run is removed first. */
export async function createNamespace(
  { kube, defer }: PageScope,
  name: string,
  labels: Record<string, string> = {},
): Promise<void> {
  await removeNamespace(kube, name);
  defer(`namespace ${name}`, () => removeNamespace(kube, name));
  await kube.applyObject({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
}

/**
 * Deletes a namespace and waits until it is gone. The namespace controller first looks 5 s after the deletion, and again
 * only after many seconds when it then finds pods that are still ending: they are ended meanwhile, without a grace
 * period. A namespace that is being deleted takes no new ones.
 */
export async function removeNamespace(kube: Kube, name: string): Promise<void> {
  const ref = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
  if (!(await kube.findOurs(ref))) return;
  await kube.remove(ref);
  await namespaceLeft(kube, name);
}

/** Ends the pods of a namespace that somebody deletes at this moment, and waits until it is gone. */
export async function namespaceLeft(kube: Kube, name: string): Promise<void> {
  const ref = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
  // Before that its Deployments would make new pods for those that are ended.
  await until(
    `the deletion of ${name} begun`,
    async () => {
      const found = await kube.find(ref);
      return !found || found.metadata?.deletionTimestamp ? true : undefined;
    },
    { within: 30_000 },
  );
  await until(`the pods of ${name} ended`, () => endPods(kube, name), { within: 60_000 });
  await gone(kube, ref, 90_000);
}

/** Ends every pod that is there now; true when there is none. Called until then: one may just have been on its way. */
async function endPods(kube: Kube, namespace: string): Promise<true | undefined> {
  const pods = await kube.list("v1", "Pod", namespace);
  await Promise.all(
    pods.map(({ metadata }) =>
      kube.remove({ apiVersion: "v1", kind: "Pod", metadata: { name: metadata!.name!, namespace } }, 0),
    ),
  );
  return pods.length === 0 ? true : undefined;
}

/**
 * Waits until an object is gone.
 * @param within milliseconds
 * @throws HarnessError when it is still there: a finalizer, mostly
 */
export async function gone(kube: Kube, ref: ObjectRef, within = 30_000): Promise<void> {
  await until(`${ref.kind} ${ref.metadata.name} removed`, async () => ((await kube.findOurs(ref)) ? undefined : true), {
    within,
    seen: async () => JSON.stringify((await kube.find(ref))?.status),
  });
}

/** Deletes objects and waits until each is gone. */
export async function removeAll(kube: Kube, refs: ObjectRef[]): Promise<void> {
  await Promise.all(refs.map((ref) => kube.remove(ref)));
  await Promise.all(refs.map((ref) => gone(kube, ref)));
}
