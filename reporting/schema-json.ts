import { z } from "zod";
import { runSchema, schemaVersion } from "./schema.ts";

/** A node of the JSON Schema that zod writes, as far as it is read here. */
interface Node {
  type?: string | string[];
  format?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Node[];
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  additionalProperties?: Node | boolean;
}

/** docs/conformance.schema.json: the JSON Schema of conformance.json, made of the schema that each record is held against. */
export function jsonSchema(): Node & { $schema: string; title: string } {
  const made = z.toJSONSchema(runSchema, { io: "input" }) as Node & { $schema: string };
  const title = `meshproof's conformance.json, version ${schemaVersion}`;
  return { ...made, title, description: "A run of meshproof. Fields that are not listed may be there: ignore them." };
}

/** The table of docs/conformance-json.md: each field with its type, whether it is always there, and what it is. */
function fieldTable(): string {
  const rows = rowsOf(jsonSchema(), "");
  return ["| field | type | always | what |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** The page about conformance.json with the table as it is now. @param page has a place for it, between two comments */
export function withFields(page: string): string {
  return page.replace(/(?<=<!-- fields -->)[\s\S]*(?=<!-- end -->)/, () => `\n\n${fieldTable()}\n\n`);
}

function rowsOf({ properties = {}, required = [] }: Node, prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const field = prefix + name;
    const always = required.includes(name) ? "yes" : "";
    const cells = [`\`${field}\``, typeOf(node), always, node.description ?? ""];
    return [`| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`, ...inside(node, field)];
  });
}

function inside(node: Node, field: string): string[] {
  if (node.items) return rowsOf(node.items, `${field}[].`);
  const [object] = (node.anyOf ?? []).filter(({ properties }) => properties);
  return rowsOf(object ?? node, `${field}.`);
}

function typeOf({ type, format, enum: values, const: only, anyOf, items, additionalProperties }: Node): string {
  if (values) return values.map((value) => `\`${String(value)}\``).join(", ");
  if (only !== undefined) return `\`${String(only)}\``;
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  if (items) return `list of ${typeOf(items)}`;
  if (typeof additionalProperties === "object") return `object of ${typeOf(additionalProperties)}`;
  return format === "date-time" ? "time, ISO 8601" : [type ?? "any"].flat().join(" or ");
}
