import { blocksOf, type CatalogueBlock, type CataloguePage } from "./index.ts";
import { liveProblems } from "./live-rules.ts";
import type { CheckDeclaration } from "#helpers/verdict/record";

export interface Catalogued {
  pages: readonly CataloguePage[];
  /** Every check that the suites declare. */
  checks: readonly CheckDeclaration[];
  /** Is there a file at this path under suites/? */
  exists: (path: string) => boolean;
  /** The pages that are run: suites/pages.ts. */
  livePages: readonly { name: string; title: string; url: string }[];
}

/**
 * Everything that is wrong with the catalogue, one sentence each; empty when every block has an answer, every check
 * a block, and every mapping both ends.
 */
export function problemsOf(catalogued: Catalogued): string[] {
  return [
    ...twice(
      "page",
      catalogued.pages.map(({ id }) => id),
    ),
    ...twice(
      "block",
      catalogued.pages.flatMap(blocksOf).map(({ id }) => id),
    ),
    ...twice(
      "check",
      catalogued.checks.map(({ id }) => id),
    ),
    ...catalogued.pages.flatMap((page) => [
      ...formProblems(page),
      ...errataProblems(page),
      ...(page.suite === "live"
        ? liveProblems(page, catalogued.checks, catalogued.exists)
        : plannedProblems(page, catalogued)),
    ]),
    ...strayChecks(catalogued),
    ...runProblems(catalogued),
  ];
}

/** What can be said of a page without looking at any check. */
function formProblems(page: CataloguePage): string[] {
  const problems: string[] = [];
  const blocks = blocksOf(page);
  if (blocks.length !== page.blocksInDocument) {
    problems.push(
      `page ${page.id} has ${blocks.length} blocks in the catalogue, its document has ${page.blocksInDocument}`,
    );
  }
  let lastLine = 0;
  for (const block of blocks) {
    problems.push(...blockProblems(block).map((problem) => `block ${block.id} ${problem}`));
    if (block.lines[0] <= lastLine)
      problems.push(`block ${block.id} does not come after the one before it (line ${block.lines[0]})`);
    lastLine = block.lines[1];
  }
  for (const section of page.sections) {
    const prefix = `${page.id}/${section.slug}/`;
    const strays = section.blocks.filter(({ id }) => !id.startsWith(prefix));
    problems.push(
      ...strays.map(({ id }) => `block ${id} stands in section ${section.slug}: its id must begin with ${prefix}`),
    );
  }
  return problems;
}

function blockProblems(block: CatalogueBlock): string[] {
  const wrong: [boolean, string][] = [
    [block.checks.length === 0 && !block.deviation, "maps to nothing: give it a check, or a deviation with its reason"],
    [
      block.checks.length > 0 && !!block.deviation,
      "has checks and a deviation: what a check does otherwise is its variant",
    ],
    [block.checks.length === 0 && !!block.variant, "has a variant but no check"],
    [new Set(block.checks).size < block.checks.length, "names a check twice"],
    [!/^[0-9a-f]{64}$/.test(block.sha256), `has no SHA-256 but "${block.sha256}"`],
    [block.lines[1] < block.lines[0], `ends (line ${block.lines[1]}) before it begins (line ${block.lines[0]})`],
    [
      block.kind === "output" && (!block.prints || !block.claim),
      "prints something: say what, and what is claimed by it",
    ],
    [block.kind !== "output" && !!block.prints, "prints something, so its kind is output"],
    [
      block.kind === "manifest" && !block.deviation && !block.manifests?.length,
      "is a manifest: name the file that carries it",
    ],
    [block.byHand.length === 0, "has no commands to reproduce it by hand"],
  ];
  return wrong.filter(([is]) => is).map(([, problem]) => problem);
}

function errataProblems(page: CataloguePage): string[] {
  const known = new Set(blocksOf(page).map(({ id }) => id));
  return [
    ...twice(
      `erratum of ${page.id}:`,
      page.errata.map(({ id }) => id),
    ),
    ...page.errata.flatMap(({ id, blocks }) =>
      blocks
        .filter((block) => !known.has(block))
        .map((block) => `erratum ${id} names block ${block}, which does not exist`),
    ),
  ];
}

function plannedProblems(page: CataloguePage, { checks }: Catalogued): string[] {
  const own = checks.filter((check) => check.page === page.id);
  return own.length === 0
    ? []
    : [`page ${page.id} has ${own.length} checks and is still catalogued as planned: set its suite to "live"`];
}

function strayChecks({ pages, checks }: Catalogued): string[] {
  const known = new Set(pages.map(({ id }) => id));
  return checks
    .filter(({ page }) => !known.has(page))
    .map(({ id, page }) => `check ${id} is of page ${page}, which is not in the catalogue`);
}

/** A page is catalogued as live when it is run, and only then. */
function runProblems({ pages, livePages }: Catalogued): string[] {
  const run = new Map(livePages.map((page) => [page.name, page]));
  const catalogued = new Set(pages.map(({ id }) => id));
  return [
    ...livePages
      .filter(({ name }) => !catalogued.has(name))
      .map(({ name }) => `page ${name} is run but not in the catalogue`),
    ...pages
      .filter(({ id, suite }) => run.has(id) !== (suite === "live"))
      .map(
        ({ id, suite }) =>
          `page ${id} is catalogued as ${suite} but ${run.has(id) ? "is" : "is not"} in suites/pages.ts`,
      ),
    ...pages
      .filter(({ id, title, url }) => run.has(id) && (run.get(id)?.title !== title || run.get(id)?.url !== url))
      .map(({ id }) => `page ${id} has another title or address in suites/pages.ts`),
  ];
}

function twice(what: string, ids: readonly string[]): string[] {
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...new Set(repeated)].map((id) => `${what} ${id} exists twice`);
}
