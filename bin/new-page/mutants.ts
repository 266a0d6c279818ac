import { manifestsOf } from "./manifests.ts";
import { appliedBy, type NewObject } from "./objects.ts";
import type { NewBlock, NewDocument } from "./read-document.ts";

/** Names of the mutants that take away what a block applies, one for each of its objects. */
export function mutantNames(block: NewBlock): string[] {
  return appliedBy(block).flatMap(({ objects }) => objects.map(missingName));
}

/**
 * A page's mutants, to begin with: each object that it applies is missing. `npm run prove` demands that some check misses
 * each. Undefined where the page applies nothing.
 */
export function mutantsFile({ sections }: NewDocument): string | undefined {
  const mutants = new Map<string, string>();
  for (const block of sections.flatMap(({ blocks }) => blocks)) {
    const files = manifestsOf(block);
    appliedBy(block).forEach(({ objects }, index) => {
      const file = files[index]!.file.replace(/\.yaml$/, "");
      // An object that is applied again is mended with what it was first.
      for (const object of objects)
        if (!mutants.has(missingName(object))) mutants.set(missingName(object), mutantOf(object, file));
    });
  }
  if (mutants.size === 0) return undefined;
  return `import type { Mutant } from "#fixtures";
import { manifest, type State } from "../page.ts";

/* Ways to break the mesh under the page. What is weaker than the page has it is still to be told: \`weakens\`. */

type Break = Omit<Mutant<State>, "failsWith">;

${[...mutants.values()].join("\n")}`;
}

function missingName({ kind, name }: NewObject): string {
  const [first = "", ...rest] = [...name.split(/[^A-Za-z0-9]+/), kind, "Missing"].filter(Boolean);
  const camel = first.toLowerCase() + rest.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  return camel.replace(/^(\d)/, "_$1");
}

function mutantOf(object: NewObject, file: string): string {
  const { apiVersion, kind, namespace, name } = object;
  const ref = JSON.stringify({ apiVersion, kind, metadata: { name, ...(kind !== "Namespace" && { namespace }) } });
  const named = kind === "Namespace" ? `Namespace ${name}` : `${kind} ${namespace}/${name}`;
  return `export const ${missingName(object)}: Break = {
  name: ${JSON.stringify(`the ${kind} ${name} is missing`)},
  without: ${JSON.stringify(named)},
  break: ({ kube }) => kube.remove(${ref}),
  restore: ({ kube }) => kube.apply(manifest(${JSON.stringify(file)}), ${JSON.stringify(namespace)}),
};
`;
}
