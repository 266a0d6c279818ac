import { mkdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { mustRun } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";
import { loadCatalogue } from "./catalogue.ts";
import { newPage } from "./commands/catalogue.ts";
import { main } from "./main.ts";
import { filesOf, type NewPage } from "./new-page/files.ts";
import { listed } from "./new-page/listed.ts";
import { readDocument, slugOf } from "./new-page/read-document.ts";
import { print } from "./print.ts";

const prettier = path.join(projectDir, "node_modules/prettier/bin/prettier.cjs");
const pagesFile = path.join(projectDir, "suites/pages.ts");

/**
 * `npm run new-page -- <copy> --url <address>`: a folder of suites/ for a document, with the catalogue of its blocks, its
 * manifests, and a check for each block that fails until somebody writes it.
 */
await main(newPage, async ({ values, positionals: [copy = ""] }) => {
  const document = readDocument(await textOf(copy), path.basename(copy));
  const id = values.id ?? slugOf(document.title);
  const folder = path.join(projectDir, "suites", id);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw badId(id);
  if (existsSync(folder)) throw isThere(id);
  const numbers = (await loadCatalogue()).map(({ copy: number }) => Number(number)).filter(Number.isFinite);
  const page: NewPage = {
    id,
    url: values.url ?? "https://example.com/to-be-told/",
    language: values.language ?? "en",
    copy: String(Math.max(-1, ...numbers) + 1).padStart(3, "0"),
  };
  const files = filesOf(page, document);
  for (const [name, text] of files) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text, { flag: "wx" });
  }
  await listed(page, document);
  await mustRun(process.execPath, [prettier, "--write", "--log-level", "warn", folder, pagesFile], { timeout: 60_000 });
  const blocks = document.sections.reduce((sum, section) => sum + section.blocks.length, 0);
  print(
    [
      `suites/${id}: ${blocks} blocks in ${document.sections.length} sections, ${files.size} files, and a line in suites/pages.ts`,
      "",
      "To be done by hand, in this order; `npm run check` tells what is missing:",
      "  1. page.ts: what the page assumes, and how it is removed; suites/pages.ts: what else it makes or changes, its seconds",
      "  2. sections/: a claim for each block, asserted; join blocks that one claim is about",
      "  3. mutants/: more ways to break the mesh under each check, and what it must say then",
      "  4. catalogue/: claims and facts in your own words, errata, what `npm run typed` does not run",
      `  npm test -- suites/${id}`,
      `  npm run prove -- ${id}`,
    ].join("\n"),
  );
});

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new HarnessError(`cannot read the document ${file}`, {
      why: messageOf(cause),
      hint: "give a copy of the page's source, as a Markdown file",
      cause,
    });
  }
}

function badId(id: string): HarnessError {
  return new HarnessError(`a page cannot be called "${id}"`, {
    why: "lower-case letters and digits, with a dash between them, are what a folder and the ids of checks are made of",
    hint: "name it: --id <name>",
  });
}

function isThere(id: string): HarnessError {
  return new HarnessError(`there is a page ${id} already`, {
    hint: `choose another name with --id, or remove suites/${id} and its entry in suites/pages.ts first`,
  });
}
