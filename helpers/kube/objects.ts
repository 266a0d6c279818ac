import type { KubernetesObject } from "@kubernetes/client-node";
import { parseAllDocuments } from "yaml";

/** Names one object of any kind. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** Any object as the API server gives it. */
export type AnyObject = KubernetesObject & {
  spec?: unknown;
  status?: unknown;
  data?: unknown;
  [field: string]: unknown;
};

/** The objects in a YAML text, each with the namespace it will live in. */
export function parseObjects(yaml: string, namespace?: string): AnyObject[] {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as AnyObject | null)
    .filter((object): object is AnyObject => object !== null)
    .map((object) => ({ ...object, metadata: { ...(namespace && { namespace }), ...object.metadata } }));
}

/** "kind/name in namespace", for messages. */
export function nameOf(ref: { kind?: string; metadata?: { name?: string; namespace?: string } }): string {
  const { name, namespace } = ref.metadata ?? {};
  return `${ref.kind?.toLowerCase()}/${name}${namespace ? ` in ${namespace}` : ""}`;
}
