import type { AnyObject } from "./objects.ts";

/** Where `kubectl apply` keeps what it was given, to tell next time what was taken away. */
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** Has `kubectl apply` made this object, or changed it? */
export function appliedByKubectl(there: AnyObject | undefined): boolean {
  return there?.metadata?.annotations?.[lastApplied] !== undefined;
}

/**
 * An object to be written in place of one that kubectl has applied: its version, so that nothing that came meanwhile is
 * lost, and kubectl's own note, so that its next apply still knows what it has to take away.
 */
export function replacementFor(there: AnyObject, object: AnyObject): AnyObject {
  const note = { [lastApplied]: there.metadata!.annotations![lastApplied]! };
  const { metadata } = object;
  const { resourceVersion } = there.metadata!;
  return { ...object, metadata: { ...metadata, resourceVersion, annotations: { ...metadata?.annotations, ...note } } };
}
