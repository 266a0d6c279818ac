import { HarnessError } from "#helpers/system/errors";
import { type AnyObject, nameOf, type ObjectRef } from "./objects.ts";

/** What a run is on a cluster that is somebody's: it changes and removes what bears its label, and nothing else. */
export interface Guest {
  /** The run's id, the label's value. */
  run: string;
  /** The label's name, where it is not `runLabel`. */
  label?: string;
  /** What the pages make or change, as suites/pages.ts lists it: inventories hold this alone, since others work there. */
  watched: string[];
}

/** On every object that a run makes on somebody's cluster. */
export const runLabel = "meshproof/run";

/**
 * On what `npm run job` makes for a run in the cluster: the run itself, which removes what other runs left, must not take it
 * for such.
 */
export const jobLabel = "meshproof/job";

/** On a namespace that is not ours: which of its labels a run gave it, and is to take away again. */
export const givenLabel = (label: string): string => `meshproof.label/${label.replaceAll("/", ".")}`;

/** The object, with the run's label. */
export function labelled<T extends AnyObject>(object: T, { run, label = runLabel }: Guest): T {
  const metadata = { ...object.metadata, labels: { ...object.metadata?.labels, [label]: run } };
  return { ...object, metadata };
}

/** Did a run make it, or `npm run job` for one? Of which one does not matter: the lease keeps two runs apart. */
export function bearsLabel(object: AnyObject | undefined): boolean {
  const { labels = {} } = object?.metadata ?? {};
  return [runLabel, jobLabel].some((label) => labels[label] !== undefined);
}

/** Labels of a namespace of others that a run has given to it: the others are left alone, whoever asks. */
export function onlyGiven(
  namespace: AnyObject,
  labels: Record<string, string | null>,
): { labels: Record<string, null>; annotations: Record<string, null> } | undefined {
  const annotations = namespace.metadata?.annotations ?? {};
  const ours = Object.keys(labels).filter((name) => labels[name] === null && givenLabel(name) in annotations);
  if (ours.length === 0) return undefined;
  const away = (names: string[]) => Object.fromEntries(names.map((name) => [name, null]));
  return { labels: away(ours), annotations: away(ours.map(givenLabel)) };
}

/** By which a kubectl of ours says that it left something alone: the words of `notOurs`. */
export const notOursMark = "is not meshproof's";

/** Somebody made it, so that no run may touch it. */
export function notOurs(ref: Partial<ObjectRef> | AnyObject): HarnessError {
  return new HarnessError(`${nameOf(ref as ObjectRef)} ${notOursMark}`, {
    why: `it does not bear the label ${runLabel}, and no run of meshproof made its namespace`,
    hint: "nothing was changed; rename it, or leave the page that needs this name out",
  });
}

/** Without its label nobody could tell that a run made it. */
export function labelTakenAway(object: AnyObject): HarnessError {
  return new HarnessError(`${nameOf(object)} was made without the label ${runLabel}`, {
    why: "a webhook of the cluster takes it away from what is made; the object was removed again",
    hint: "let the webhook leave that label alone (`kubectl get mutatingwebhookconfigurations`): meshproof removes what bears it, and nothing else",
  });
}
