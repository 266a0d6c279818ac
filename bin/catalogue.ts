import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { CataloguePage } from "#helpers/catalogue/index";
import type { TypedPage } from "#helpers/catalogue/errata";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";

const suitesDir = path.join(projectDir, "suites");

/**
 * The catalogue: every suites/<page>/catalogue.ts, in the order of the documents.
 * @throws HarnessError when a file does not export a page of its folder's name
 */
export async function loadCatalogue(): Promise<CataloguePage[]> {
  const folders = (await readdir(suitesDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = folders
    .map(({ name }) => ({ folder: name, file: path.join(suitesDir, name, "catalogue.ts") }))
    .filter(({ file }) => existsSync(file));
  const pages = await Promise.all(files.map(({ folder, file }) => loadPage(folder, file)));
  return pages.sort((a, b) => a.copy.localeCompare(b.copy));
}

/**
 * What `npm run typed` knows of a page: suites/<page>/catalogue/typed.ts.
 * @throws HarnessError when the file does not export it
 */
export async function loadTyped({ id }: Pick<CataloguePage, "id">): Promise<TypedPage> {
  const file = path.join(suitesDir, id, "catalogue", "typed.ts");
  const { typed } = existsSync(file) ? ((await import(pathToFileURL(file).href)) as { typed?: TypedPage }) : {};
  if (typed) return typed;
  throw new HarnessError(`suites/${id}/catalogue/typed.ts is missing, or exports no \`typed\``, {
    hint: "say there how each erratum of the page is shown, and which blocks are not run: see another page's",
  });
}

/** Is there a file at this path, relative to suites/? */
export function existsInSuites(file: string): boolean {
  return existsSync(path.join(suitesDir, file));
}

async function loadPage(folder: string, file: string): Promise<CataloguePage> {
  const { page } = (await import(pathToFileURL(file).href)) as { page?: CataloguePage };
  if (page?.id === folder) return page;
  throw new HarnessError(`suites/${folder}/catalogue.ts is no catalogue of ${folder}`, {
    why: page ? `its page is called ${page.id}` : "it does not export a `page`",
    hint: "export `page`, with the folder's name as its id",
  });
}
