import type { AppliedObject } from "./applied.ts";
import { type AnyObject, parseObjects } from "./objects.ts";

/** Kinds that decide about traffic: a mode or a port of theirs can be another one. */
const deciding = /^(security\.istio\.io|networking\.istio\.io|gateway\.networking\.k8s\.io|networking\.k8s\.io)\//;

/** Fields of theirs that a weaker object would have otherwise. */
const tunableFields = new Set(["mode", "port", "ports", "number", "targetPort", "portLevelMtls", "resolution"]);

/** The objects in a YAML text, as a proof accounts for them. @param namespace where those go that name none */
export function appliedObjects(yaml: string, namespace?: string): AppliedObject[] {
  return parseObjects(yaml, namespace).map((object) => ({
    name: `${object.kind} ${object.metadata?.namespace ? `${object.metadata.namespace}/` : ""}${object.metadata?.name}`,
    tunable: isTunable(object),
  }));
}

function isTunable({ apiVersion = "", kind, spec }: AnyObject): boolean {
  return (deciding.test(apiVersion) || kind === "Service") && hasField(spec);
}

function hasField(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasField);
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).some(([name, inner]) => tunableFields.has(name) || hasField(inner));
}
