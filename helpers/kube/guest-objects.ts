import { bearsLabel, onlyGiven } from "./guest.ts";
import type { AnyObject, ObjectRef } from "./objects.ts";

/**
 * Is an object on somebody's cluster a run's: by its own label, or by that of its namespace?
 * @param find reads an object of the cluster
 */
export async function isRuns(
  find: (ref: ObjectRef) => Promise<AnyObject | undefined>,
  object: AnyObject,
): Promise<boolean> {
  if (bearsLabel(object)) return true;
  const namespace = object.metadata?.namespace;
  if (namespace === undefined) return false;
  return bearsLabel(await find({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }));
}

/**
 * The part of a change that a run may make to a namespace of others: taking away labels that it gave.
 * @returns undefined where there is nothing of it to do
 */
export function allowedChange(namespace: AnyObject, changes: object): { metadata: object } | undefined {
  const { labels = {} } = ((changes as Partial<ObjectRef>).metadata ?? {}) as {
    labels?: Record<string, string | null>;
  };
  const given = onlyGiven(namespace, labels);
  return given && { metadata: given };
}
