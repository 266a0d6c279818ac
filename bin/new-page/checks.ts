import { manifestsOf, nameOf } from "./manifests.ts";
import { mutantNames } from "./mutants.ts";
import type { NewBlock, NewSection } from "./read-document.ts";

const json = (value: unknown) => JSON.stringify(value);

/** A file of checks: one for each block of a section, which applies what the block does and fails until somebody writes it. */
export function checksOf({ title, blocks }: NewSection): string {
  const some = blocks.some((block) => mutantNames(block).length > 0);
  return `import { describe } from "vitest";
import { notWritten } from "#fixtures";
${some ? 'import * as mutants from "../mutants/index.ts";\n' : ""}import { documented${some ? ", manifest" : ""} } from "../page.ts";

describe(${json(title)}, () => {
${blocks.map(checkOf).join("\n")}});
`;
}

function checkOf(block: NewBlock): string {
  const breaks = mutantNames(block).map((name) => `{ ...mutants.${name}, failsWith: /to be told/ }`);
  const steps = manifestsOf(block).map(
    ({ file, command }) => `await terminal.must(${json(command)}, manifest(${json(nameOf(file))}));\n`,
  );
  return `  documented(
    {
      id: ${json(block.id)},
      claim: ${json(`to be written: what block ${block.id} claims`)},
      blocks: [${json(block.id)}],
      prints: ${json(block.kind === "output" ? printedBy(block) : (block.steps[0]?.command.split("\n")[0] ?? "to be told"))},
      breaks: [${breaks.join(", ")}],
    },
    async (${steps.length > 0 ? "{ terminal }" : ""}) => {
      ${steps.join("")}notWritten(${json(block.id)});
    },
  );
`;
}

/** What a block prints, as the page has it, for whoever writes it as facts. */
export const printedBy = ({ alone, steps }: NewBlock): string =>
  [...alone, ...steps.flatMap(({ printed }) => printed)].join("\n").trim() || "to be told";
