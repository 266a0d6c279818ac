import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { projectDir } from "#helpers/system/paths";
import { pages } from "../suites/pages.ts";
import { refused } from "./command-line.ts";
import { fields } from "./commands/proof.ts";
import { type Field, fieldsOf } from "./fields/fields.ts";
import { demandConformant, type FieldOutcome, runWithout } from "./fields/runs.ts";
import { fieldLine, fieldsSummary, fieldsTable, isUnmissed } from "./fields/text.ts";
import { copyProject } from "./harness-copy.ts";
import { main } from "./main.ts";
import { onInterrupt, orInterrupted } from "./run/interrupt.ts";

/**
 * `npm run fields -- <page> [<part of a manifest's name>]`: asks of each field of the page's manifests what breaks without
 * it, on the live mesh, in a copy of the project. Exit code 1 where nothing does.
 */
await main(fields, async ({ values, positionals: [page = "", ...parts] }) => {
  const wanted = await fieldsOfPage(page, parts);
  if (values.list) {
    console.log(wanted.map(([file, { name, line }]) => `${file}:${line}  ${name}`).join("\n"));
    return 0;
  }
  const { signal } = onInterrupt((line) => process.stderr.write(`${line}\n`));
  const copy = await copyProject();
  const outcomes: FieldOutcome[] = [];
  try {
    await orInterrupted(demandConformant(copy, page), signal);
    for (const [file, field] of wanted) {
      const outcome = await orInterrupted(runWithout(copy, page, file, field), signal);
      outcomes.push(outcome);
      console.log(fieldLine(outcome));
    }
  } finally {
    if (outcomes.length > 0) console.log(`\n${fieldsSummary(outcomes)}`);
    if (values.write && outcomes.length > 0)
      await writeFileAtomically(path.resolve(values.write), fieldsTable(outcomes));
  }
  return outcomes.some(isUnmissed) ? 1 : 0;
});
process.exit();

/** @throws HarnessError where there is no such page, or none of its manifests has such a name */
async function fieldsOfPage(
  page: string,
  parts: readonly string[],
): Promise<(readonly [file: string, field: Field])[]> {
  if (!pages.some(({ name }) => name === page))
    throw refused(fields.name, `there is no page ${page}`, `there are ${pages.map(({ name }) => name).join(", ")}`);
  const folder = path.join("suites", page);
  const names = (await readdir(path.join(projectDir, folder))).filter((name) => name.endsWith(".yaml"));
  const chosen = names.filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)));
  if (chosen.length === 0)
    throw refused(fields.name, "no manifest of the page has such a name", `there are ${names.join(", ") || "none"}`);
  const texts = chosen.map(
    async (name) => [path.join(folder, name), await readFile(path.join(projectDir, folder, name), "utf8")] as const,
  );
  return (await Promise.all(texts)).flatMap(([file, text]) => fieldsOf(text).map((field) => [file, field] as const));
}
