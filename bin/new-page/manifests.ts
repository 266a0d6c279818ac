import { type Document, parseAllDocuments, stringify } from "yaml";
import type { NewBlock } from "./read-document.ts";

export interface NewManifest {
  /** "cleanup.peerauthentication-default.yaml" */
  file: string;
  text: string;
}

/**
 * The manifests that a block applies: those of its here-documents, or the block itself where it is one. Written anew from
 * what they say, without the document's comments.
 */
export function manifestsOf({ id, kind, text, steps }: NewBlock): NewManifest[] {
  const texts = kind === "manifest" ? [text] : steps.flatMap(({ command }) => hereDocumentsOf(command));
  return texts.flatMap((each, index) => {
    const documents = parseAllDocuments(each).filter(({ errors }) => errors.length === 0);
    const objects = documents.map((document: Document) => document.toJS() as Named | null).filter(isObject);
    if (objects.length === 0) return [];
    const [section = "", number = ""] = id.split("/");
    const [first] = objects;
    const name = [first!.kind, first!.metadata?.name].filter(Boolean).join("-").toLowerCase();
    const nth = texts.length > 1 ? `${number}-${index + 1}` : number;
    return [
      { file: `${section}.${nth}.${name}.yaml`, text: documents.map((one) => stringify(one.toJS())).join("---\n") },
    ];
  });
}

interface Named {
  kind?: string;
  metadata?: { name?: string };
}

const isObject = (value: Named | null): value is Named => typeof value?.kind === "string";

/** The text between `<<EOF` and `EOF`. */
function hereDocumentsOf(command: string): string[] {
  const [first = "", ...rest] = command.split("\n");
  const word = /<<-?\s*["']?(\w+)/.exec(first)?.[1];
  if (word === undefined) return [];
  const end = rest.findIndex((line) => line.trim() === word);
  return [rest.slice(0, end < 0 ? undefined : end).join("\n")];
}
