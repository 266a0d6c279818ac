import { checksOf, printedBy } from "./checks.ts";
import { manifestsOf, nameOf } from "./manifests.ts";
import { mutantsFile } from "./mutants.ts";
import type { NewBlock, NewDocument, NewSection } from "./read-document.ts";

/** What the page is to be called, and where it is from. */
export interface NewPage {
  /** Its folder under suites/. */
  id: string;
  url: string;
  language: string;
  /** Number of the copy: "005". */
  copy: string;
}

/** The files of a new page, by their names in its folder. Every check in them fails until somebody writes it. */
export function filesOf(page: NewPage, document: NewDocument): Map<string, string> {
  const files = new Map<string, string>([
    ["catalogue.ts", catalogue(page, document)],
    ["catalogue/errata.ts", errata],
    ["catalogue/typed.ts", typed],
    ["page.ts", pageFile(page, document)],
    ["page.test.ts", testFile(document)],
  ]);
  const mutants = mutantsFile(document);
  if (mutants !== undefined) files.set("mutants/index.ts", mutants);
  for (const section of document.sections) {
    files.set(`catalogue/${section.slug}.ts`, catalogueSection(page, section));
    files.set(`sections/${section.slug}.ts`, checksOf(section));
    for (const { file, text } of section.blocks.flatMap(manifestsOf)) files.set(file, text);
  }
  return files;
}

const camel = (slug: string) =>
  slug.replace(/-+(.)/g, (_all, letter: string) => letter.toUpperCase()).replace(/^(\d)/, "_$1");
const json = (value: unknown) => JSON.stringify(value);

function catalogue({ id, url, language, copy }: NewPage, { title, sections }: NewDocument): string {
  const blocks = sections.reduce((sum, section) => sum + section.blocks.length, 0);
  return `import type { CataloguePage } from "#helpers/catalogue/index";
import { errata } from "./catalogue/errata.ts";
${sections.map(({ slug }) => `import { ${camel(slug)} } from "./catalogue/${slug}.ts";`).join("\n")}

export const page: CataloguePage = {
  id: ${json(id)},
  title: ${json(title)},
  url: ${json(url)},
  language: ${json(language)},
  copy: ${json(copy)},
  titles: [${json(title)}],
  suite: "live",
  blocksInDocument: ${blocks},
  sections: [${sections.map(({ slug }) => camel(slug)).join(", ")}],
  errata,
};
`;
}

const errata = `import type { Erratum } from "#helpers/catalogue/errata";

/** Mistakes of the document, so that nobody takes them for the mesh's. */
export const errata: Erratum[] = [];
`;

const typed = `import type { TypedPage } from "#helpers/catalogue/errata";

/** How each erratum is shown where the page is typed word for word, and which blocks are not run then. */
export const typed: TypedPage = { notRun: [], errata: {} };
`;

function catalogueSection({ id: page }: NewPage, { slug, anchor, title, blocks }: NewSection): string {
  const entries = blocks.map((block) => ({
    id: `${page}/${block.id}`,
    lines: block.lines,
    sha256: block.sha256,
    kind: block.kind,
    claim: null,
    checks: [`${page}/${block.id}`],
    ...(manifestsOf(block).length > 0 && { manifests: manifestsOf(block).map(({ file }) => file) }),
    byHand: byHandOf(page, block),
    ...(block.kind === "output" && { prints: printedBy(block) }),
  }));
  return `import type { CatalogueSection } from "#helpers/catalogue/index";

// Of each block: say in \`claim\` what the page claims with it, or leave null what only prepares; name in \`checks\` those that
// answer for it, for set-up those that cannot pass without it; tell in \`prints\` what is printed as facts, in your own words.
export const ${camel(slug)}: CatalogueSection = {
  slug: ${json(slug)},
  title: ${json(title)},
  anchor: ${json(anchor)},
  blocks: ${JSON.stringify(entries, null, 2)},
};
`;
}

/** How a person does it by hand: what a here-document applies lies in a file of the page. */
function byHandOf(page: string, block: NewBlock): string[] {
  const manifests = manifestsOf(block).map(({ file }) => `kubectl apply -f suites/${page}/${file}`);
  const commands = block.steps
    .map(({ command }) => command)
    .filter((command) => !/<<-?\s*["']?\w+/.test(command.split("\n")[0]!));
  return [...manifests, ...commands];
}

function pageFile({ id, url }: NewPage, { title, sections }: NewDocument): string {
  const files = sections.flatMap(({ blocks }) => blocks.flatMap(manifestsOf));
  const named = files.map(({ file, namespace }) => [nameOf(file), namespace]);
  return `import {
  documentPage, manifestsBeside, parseObjects, removeAll, Terminal,
  type Inventory, type Kube, type ObjectRef, type PreparedTarget,
} from "#fixtures";

/*
 * ${title}
 * ${url}
 */

export const manifest = manifestsBeside(import.meta.url);

/** All that the page's blocks apply. */
export const everyObject = ${json(named)}.flatMap(
  ([name, namespace]) => parseObjects(manifest(name!), namespace),
) as ObjectRef[];

/** What the page's checks work with. */
export interface State {
  kube: Kube;
  target: PreparedTarget;
  /** Where the page's own commands run: \`terminal.must("kubectl apply -f -", manifest("…"))\`. */
  terminal: Terminal;
  /** The cluster before the page's first step. */
  before: Inventory;
}

export const documented = documentPage<State>(${json(id)}, async (scope) => {
  const { kube, target } = scope;
  // What an interrupted run has left.
  await removeAll(kube, everyObject);
  const before = await scope.inventory();
  scope.defer("the page's objects", () => removeAll(kube, everyObject));
  const terminal = await Terminal.open(scope);
  // Whatever the page makes before its first claim is made here; the line after it says how it is removed: scope.defer(…).
  return { kube, target, terminal, before };
});
`;
}

function testFile({ sections }: NewDocument): string {
  return `// The page's sections, in its order.\n${sections.map(({ slug }) => `import "./sections/${slug}.ts";`).join("\n")}\n`;
}
