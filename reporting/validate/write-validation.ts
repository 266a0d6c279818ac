import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { validationHtml } from "./html.ts";
import { validationMarkdown } from "./markdown.ts";
import { outcomeOfValidation, type Validation } from "./validation.ts";

const makers: Record<string, (validation: Validation) => string> = {
  "validation.md": validationMarkdown,
  "validation.html": validationHtml,
  "validation.json": validationJson,
};

/**
 * Writes a validation for people (Markdown, HTML) and for machines (JSON).
 * @param folder absolute path
 * @returns the files' names
 * @throws HarnessError where one cannot be written
 */
export async function writeValidation(validation: Validation, folder: string): Promise<string[]> {
  for (const [name, make] of Object.entries(makers)) {
    await writeFileAtomically(path.join(folder, name), make(validation));
  }
  return Object.keys(makers);
}

/** The runs' records stay in their own folders: what is beside this file is not told twice. */
function validationJson(validation: Validation): string {
  const runs = validation.runs.map(({ record, ...run }) => {
    if ("why" in record) return { ...run, why: record.why };
    const { exitCode, versions, totals } = record;
    return { ...run, record: `${run.name}/conformance.json`, exitCode, versions, totals };
  });
  return `${JSON.stringify({ ...validation, ...outcomeOfValidation(validation), runs }, null, 2)}\n`;
}
