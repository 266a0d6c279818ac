import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import type { Comparison } from "./comparison.ts";
import type { Ending } from "./console-text.ts";
import { comparisonHtml } from "./html.ts";
import { comparisonMarkdown } from "./markdown.ts";

type Outcome = Pick<Ending, "exitCode" | "because">;

/** Names of the files that a comparison is written to, and how each is made. */
const makers: Record<string, (comparison: Comparison, outcome: Outcome) => string> = {
  "comparison.md": comparisonMarkdown,
  "comparison.html": comparisonHtml,
  "comparison.json": (comparison, outcome) => `${JSON.stringify({ ...comparison, ...outcome }, null, 2)}\n`,
};

export const comparisonFiles = Object.keys(makers);

/**
 * Writes the comparison for people (Markdown, HTML) and for machines (JSON).
 * @returns the files, in `folder` as it was given
 * @throws HarnessError where one cannot be written
 */
export async function writeComparison(comparison: Comparison, outcome: Outcome, folder: string): Promise<string[]> {
  for (const [name, make] of Object.entries(makers)) {
    await writeFileAtomically(path.resolve(folder, name), make(comparison, outcome));
  }
  return comparisonFiles.map((name) => path.join(folder, name));
}
