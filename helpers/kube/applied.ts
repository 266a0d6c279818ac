import { AsyncLocalStorage } from "node:async_hooks";

/** Something that a page puts on the cluster: an object, or a label that it gives to one. */
export interface AppliedObject {
  /** "PeerAuthentication test/default", "label istio=system of Namespace istio-system". */
  name: string;
  /** Has it a mode, a port or a resolution, which could be another one? */
  tunable: boolean;
}

const applied = new Map<string, AppliedObject>();
const mutant = new AsyncLocalStorage<boolean>();

/** Keeps what the page has put on the cluster: a proof demands that some check misses each of it. */
export function noteApplied(objects: readonly AppliedObject[]): void {
  if (mutant.getStore()) return;
  for (const object of objects) {
    const before = applied.get(object.name);
    applied.set(object.name, { ...object, tunable: object.tunable || (before?.tunable ?? false) });
  }
}

/** What this process has put on the cluster for its page so far, mutants' own objects left out. */
export function appliedSoFar(): AppliedObject[] {
  return [...applied.values()];
}

/** Runs what breaks the mesh, or mends it again: its objects are none of the page's. */
export function asMutant<T>(change: () => Promise<T>): Promise<T> {
  return mutant.run(true, change);
}

/** Runs a step of the page's own that a mutant asks for first: what it applies is the page's all the same. */
export function asPage<T>(step: () => Promise<T>): Promise<T> {
  return mutant.run(false, step);
}
