import { stringify } from "yaml";
import type { AnyObject } from "#helpers/kube/objects";
import { redact } from "#helpers/system/redact";

/** Longest that a string in a resource is shown: templates of the injector have a hundred thousand characters. */
const longest = 1_000;

/** How kubectl orders an object, and its metadata; whatever else follows, `status` last. */
const order = ["apiVersion", "kind", "metadata", "type", "spec", "data"];
const metadataOrder = ["name", "namespace", "labels", "annotations"];

/**
 * Objects as YAML documents, as a person expects them: apiVersion and kind first, no field that says nothing, dates as they
 * are written, long texts cut; and without keys and tokens in any of their strings.
 */
export function asYaml(objects: readonly AnyObject[]): string {
  return objects
    .map((object) => stringify(shown(redact(object)), { aliasDuplicateObjects: false, lineWidth: 0 }))
    .join("---\n");
}

function shown({ metadata, ...object }: AnyObject): unknown {
  const ordered = inOrder({ ...object, metadata: inOrder({ ...metadata }, metadataOrder) }, order);
  return trimmed(ordered);
}

function inOrder(object: Record<string, unknown>, first: readonly string[]): Record<string, unknown> {
  const known = first.filter((name) => name in object);
  const others = Object.keys(object).filter((name) => !first.includes(name) && name !== "status");
  const last = "status" in object ? ["status"] : [];
  return Object.fromEntries([...known, ...others, ...last].map((name) => [name, object[name]]));
}

/** A copy without fields that are null; of a text that is too long, its beginning. */
function trimmed(value: unknown): unknown {
  if (typeof value === "string") return cut(value);
  if (Array.isArray(value)) return value.map(trimmed);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(entries.map(([name, field]) => [name, trimmed(field)]));
}

function cut(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}\n[${text.length - longest} more characters]`;
}
