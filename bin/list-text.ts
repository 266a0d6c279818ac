import {
  answerFor,
  coverageOf,
  describeCoverage,
  type Answer,
  type CatalogueBlock,
  type CataloguePage,
} from "#helpers/catalogue";
import type { CheckDeclaration } from "#helpers/verdict";

const marks: Record<Answer, string> = { check: "✓", deviation: "–", planned: "○", nothing: "✗" };

/** The catalogue for a person: page, section, block, and what answers for each. */
export function listText(pages: readonly CataloguePage[], checks: readonly CheckDeclaration[]): string {
  const existing = new Set(checks.map(({ id }) => id));
  return [
    "✓ a check   – a declared deviation   ○ planned, no check written yet   ✗ nothing answers for it",
    ...pages.flatMap((page) => ["", ...pageLines(page, existing)]),
    "",
    describeCoverage(coverageOf(pages, existing)),
    "npm run explain -- <id> tells about one block or check, npm run explain -- <page> how to walk a page by hand",
  ].join("\n");
}

/** The same as data, for other programs. */
export function listJson(pages: readonly CataloguePage[], checks: readonly CheckDeclaration[]): string {
  const existing = new Set(checks.map(({ id }) => id));
  const answered = pages.map((page) => ({
    ...page,
    sections: page.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => ({ ...block, answer: answerFor(block, page, existing) })),
    })),
  }));
  return JSON.stringify({ coverage: coverageOf(pages, existing), pages: answered, checks }, null, 2);
}

function pageLines(page: CataloguePage, existing: ReadonlySet<string>): string[] {
  return [
    `${page.title} (${page.suite})`,
    `${page.url}`,
    ...page.sections.flatMap((section) => [
      `  ${section.title}`,
      ...section.blocks.flatMap((block) => blockLines(block, page, existing)),
    ]),
    `  ${describeCoverage(coverageOf([page], existing))}; ${page.errata.length} errata`,
  ];
}

function blockLines(block: CatalogueBlock, page: CataloguePage, existing: ReadonlySet<string>): string[] {
  const missing = (id: string) => (page.suite === "live" && !existing.has(id) ? " (no such check)" : "");
  return [
    `    ${marks[answerFor(block, page, existing)]} ${block.id}  ${block.kind}, ${linesOf(block)}`,
    ...(block.claim ? [`        ${block.claim}`] : []),
    ...block.checks.map((id) => `        → ${id}${missing(id)}`),
    ...(block.deviation ? [`        deviation: ${block.deviation}`] : []),
  ];
}

/** `line 24` or `lines 31-32`. */
export function linesOf({ lines: [first, last] }: CatalogueBlock): string {
  return first === last ? `line ${first}` : `lines ${first}-${last}`;
}
