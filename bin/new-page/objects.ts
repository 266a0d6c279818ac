import { parseAllDocuments } from "yaml";
import type { BlockKind } from "#helpers/catalogue/index";
import type { CutBlock } from "../typed/cut.ts";

/** An object that a block applies, as far as its name goes. */
export interface NewObject {
  apiVersion: string;
  kind: string;
  /** Where it names none: that of the command's `-n`, or default. */
  namespace: string;
  name: string;
}

/** What a block applies at once: a here-document, or the block itself where it is a manifest. */
export interface Applied {
  text: string;
  /** The page's command line, without its here-document: "kubectl apply -n foo -f -". */
  command: string;
  /** Where objects go that name no namespace. */
  namespace: string;
  objects: NewObject[];
}

interface Block extends Pick<CutBlock, "steps"> {
  kind: BlockKind;
  text: string;
}

/** What a block applies, in its order; texts that hold no object left out. */
export function appliedBy({ kind, text, steps }: Block): Applied[] {
  const texts =
    kind === "manifest"
      ? [{ text, command: "kubectl apply -f -", namespace: "default" }]
      : steps.flatMap(({ command }) => hereDocumentsOf(command));
  return texts.flatMap((applied) => {
    const objects = objectsIn(applied.text, applied.namespace);
    return objects.length > 0 ? [{ ...applied, objects }] : [];
  });
}

/** As an inventory, and the list of a page's resources, name it: "default/a-name", or a namespace by its own name. */
export function resourceOf({ kind, namespace, name }: NewObject): string {
  return kind === "Namespace" ? name : `${namespace}/${name}`;
}

interface Written {
  apiVersion?: string;
  kind?: string;
  metadata?: { name?: string; namespace?: string };
}

function objectsIn(yaml: string, fallback: string): NewObject[] {
  return parseAllDocuments(yaml)
    .filter(({ errors }) => errors.length === 0)
    .map((document) => document.toJS() as Written | null)
    .flatMap((one) => {
      if (typeof one?.kind !== "string") return [];
      const { apiVersion = "v1", kind, metadata: { name = "", namespace = fallback } = {} } = one;
      return [{ apiVersion, kind, namespace, name }];
    });
}

/** The text between `<<EOF` and `EOF`, and what it is given to. */
function hereDocumentsOf(command: string): Omit<Applied, "objects">[] {
  const [first = "", ...rest] = command.split("\n");
  const [start = "", word] = /<<-?\s*["']?(\w+)/.exec(first) ?? [];
  if (word === undefined) return [];
  const end = rest.findIndex((line) => line.trim() === word);
  const namespace = /(?:-n|--namespace)[ =]([a-z][\w-]*)/.exec(first)?.[1] ?? "default";
  const line = first.slice(0, first.indexOf(start)).trim();
  return [{ text: rest.slice(0, end < 0 ? undefined : end).join("\n"), command: line, namespace }];
}
