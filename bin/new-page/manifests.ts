import { parseAllDocuments, stringify } from "yaml";
import { appliedBy } from "./objects.ts";
import type { NewBlock } from "./read-document.ts";

export interface NewManifest {
  /** "cleanup.default.yaml" */
  file: string;
  text: string;
  /** How it is applied, and where objects go that name no namespace. */
  command: string;
  namespace: string;
}

/**
 * The manifests that a block applies: those of its here-documents, or the block itself where it is one. Written anew from
 * what they say, without the document's comments. A file is called after its block, and after its object where the block
 * is not.
 */
export function manifestsOf(block: NewBlock): NewManifest[] {
  const all = appliedBy(block);
  return all.map(({ text, command, namespace, objects: [first] }, index) => {
    const [section = "", name = ""] = block.id.split("/");
    const nth = all.length > 1 ? `${name}-${index + 1}` : name;
    const object = [first!.kind, first!.name].filter(Boolean).join("-").toLowerCase();
    const words = [section, nth, ...(/^\d/.test(name) ? [object] : [])];
    const documents = parseAllDocuments(text).filter(({ errors }) => errors.length === 0);
    const written = documents.map((one) => stringify(one.toJS())).join("---\n");
    return { file: `${words.join(".")}.yaml`, text: written, command, namespace };
  });
}

/** "cleanup.default" of "cleanup.default.yaml", as `manifest` takes it. */
export const nameOf = (file: string) => file.replace(/\.yaml$/, "");
