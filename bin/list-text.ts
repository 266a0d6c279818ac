import {
  answerFor,
  coverageOf,
  describeCoverage,
  type Answer,
  type CatalogueBlock,
  type CataloguePage,
} from "#helpers/catalogue/index";
import type { CheckDeclaration } from "#helpers/verdict/record";
import { looks } from "#reporting/colour";
import type { LastRun } from "#reporting/last-run";

const marks: Record<Answer, string> = { check: "✓", deviation: "–", planned: "○", nothing: "✗" };

/** What there is to list. */
export interface Listed {
  pages: readonly CataloguePage[];
  checks: readonly CheckDeclaration[];
  lastRun: LastRun | { none: string };
}

/** The catalogue for a person: page, section, block, and what answers for each, with what the last run said of it. */
export function listText({ pages, checks, lastRun }: Listed): string {
  const existing = new Map(checks.map((check) => [check.id, check]));
  const verdictOf = (id: string) => {
    if ("none" in lastRun) return undefined;
    const verdict = lastRun.verdicts.get(id);
    return verdict ? `${looks[verdict].mark} ${verdict}` : "not run";
  };
  const printed = new Set<string>();
  /** A check that answers for several blocks is told with the first of them. */
  const tell = (id: string, page: CataloguePage): string[] => {
    const check = existing.get(id);
    if (!check) return [`        → ${id}${page.suite === "live" ? " (no such check)" : ""}`];
    const first = [`→ ${id}`, verdictOf(id), printed.has(id) ? undefined : check.at].filter(Boolean).join("  ");
    const title = printed.has(id) ? [] : [`          ${check.title}`];
    printed.add(id);
    return [`        ${first}`, ...title];
  };
  const ids = new Set(existing.keys());
  return [
    "✓ a check   – a declared deviation   ○ planned, no check written yet   ✗ nothing answers for it",
    "none" in lastRun ? `no verdicts: ${lastRun.none}` : `verdicts of the run of ${lastRun.startedAt}`,
    ...pages.flatMap((page) => ["", ...pageLines(page, ids, (id) => tell(id, page))]),
    "",
    describeCoverage(coverageOf(pages, ids)),
    "npm run explain -- <id> tells about one block or check, npm run explain -- <page> how to walk a page by hand",
  ].join("\n");
}

/** The same as data, for other programs. */
export function listJson({ pages, checks, lastRun }: Listed): string {
  const existing = new Set(checks.map(({ id }) => id));
  const answered = pages.map((page) => ({
    ...page,
    sections: page.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => ({ ...block, answer: answerFor(block, page, existing) })),
    })),
  }));
  const verdicts = "none" in lastRun ? undefined : lastRun.verdicts;
  const judged = checks.map((check) => ({ ...check, verdict: verdicts?.get(check.id) ?? null }));
  const run = "none" in lastRun ? lastRun : { startedAt: lastRun.startedAt };
  return JSON.stringify(
    { coverage: coverageOf(pages, existing), lastRun: run, pages: answered, checks: judged },
    null,
    2,
  );
}

function pageLines(page: CataloguePage, existing: ReadonlySet<string>, tellCheck: (id: string) => string[]): string[] {
  return [
    `${page.title} (${page.suite})`,
    `${page.url}`,
    ...page.sections.flatMap((section) => [
      `  ${section.title}`,
      ...section.blocks.flatMap((block) => [
        `    ${marks[answerFor(block, page, existing)]} ${block.id}  ${block.kind}, ${linesOf(block)}`,
        ...(block.claim ? [`        ${block.claim}`] : []),
        ...block.checks.flatMap(tellCheck),
        ...(block.deviation ? [`        deviation: ${block.deviation}`] : []),
      ]),
    ]),
    `  ${describeCoverage(coverageOf([page], existing))}; ${page.errata.length} errata`,
  ];
}

/** `line 24` or `lines 31-32`. */
export function linesOf({ lines: [first, last] }: CatalogueBlock): string {
  return first === last ? `line ${first}` : `lines ${first}-${last}`;
}
