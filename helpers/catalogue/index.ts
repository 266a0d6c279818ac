import type { Erratum } from "./errata.ts";

export type { Erratum } from "./errata.ts";

/** What a block of a document is: a command to type, a command with what it prints, or a manifest to apply. */
export type BlockKind = "command" | "output" | "manifest";

/** One fenced block of a document, and what answers for it. */
export interface CatalogueBlock {
  /** `<page>/<section>/<name>`: stable and readable, whatever happens to line numbers. */
  id: string;
  /** First and last line of the block's text in the document, fences not counted; lines count from 1. */
  lines: readonly [first: number, last: number];
  /** SHA-256 of the block's text as `blockText` in catalogue-blocks.ts defines it, in lower-case hex. */
  sha256: string;
  kind: BlockKind;
  /** One sentence: what the page claims with it. Null where the block only prepares what comes later. */
  claim: string | null;
  /** Ids of the checks that reproduce the claim; for set-up, of those that cannot pass without it. */
  checks: readonly string[];
  /** Why no check answers for this block. Only where `checks` is empty. */
  deviation?: string;
  /** What the suite does otherwise than the block says, and why. Only beside `checks`. */
  variant?: string;
  /** Manifests of the suite that carry the block's resources, relative to the page's folder. */
  manifests?: readonly string[];
  /**
   * The block's commands for a person with a shell in the project's folder and the run's kubeconfig; `$state` is the folder
   * in which it lies.
   */
  byHand: readonly string[];
  /** What the page prints, as facts; only for blocks of kind output. */
  prints?: string;
}

export interface CatalogueSection {
  /** Second part of the block ids. */
  slug: string;
  /** The document's heading, in English. */
  title: string;
  /** The heading's anchor in the document, where the document names it. */
  anchor?: string;
  blocks: readonly CatalogueBlock[];
}

export interface CataloguePage {
  /** The page's folder under suites/. */
  id: string;
  title: string;
  url: string;
  /** The language of the copy that was catalogued. */
  language: string;
  /** Number that the catalogued copy's file name begins with. */
  copy: string;
  /** Titles by which `drift` knows a copy of this page: as its front matter or first heading has them. */
  titles: readonly string[];
  /** live: the checks exist and are verified. planned: they are named, nothing runs yet. */
  suite: "live" | "planned";
  /** How many fenced blocks the document has; the catalogue must hold as many. */
  blocksInDocument: number;
  sections: readonly CatalogueSection[];
  errata: readonly Erratum[];
}

/** Every block of a page, in the document's order. */
export function blocksOf(page: CataloguePage): CatalogueBlock[] {
  return page.sections.flatMap((section) => section.blocks);
}

/** How far a set of pages is accounted for. */
export interface Coverage {
  blocks: number;
  checked: number;
  deviations: number;
  planned: number;
  unmapped: number;
}

/** What answers for a block: see `coverageOf`. */
export type Answer = "check" | "deviation" | "planned" | "nothing";

/**
 * What answers for one block. A planned page's blocks are planned whatever they name: a name for a check that nobody
 * has written is not an answer. Nor is it on a live page.
 * @param checks ids of the checks that exist
 */
export function answerFor(block: CatalogueBlock, page: CataloguePage, checks: ReadonlySet<string>): Answer {
  if (block.checks.length === 0 && !block.deviation) return "nothing";
  if (page.suite === "planned") return "planned";
  if (block.checks.length === 0) return "deviation";
  return block.checks.every((id) => checks.has(id)) ? "check" : "nothing";
}

/** Counts the blocks of some pages by what answers for them. */
export function coverageOf(pages: readonly CataloguePage[], checks: ReadonlySet<string>): Coverage {
  const answers = pages.flatMap((page) => blocksOf(page).map((block) => answerFor(block, page, checks)));
  const count = (wanted: Answer) => answers.filter((answer) => answer === wanted).length;
  return {
    blocks: answers.length,
    checked: count("check"),
    deviations: count("deviation"),
    planned: count("planned"),
    unmapped: count("nothing"),
  };
}

/** The one line that `list` and `check` print about coverage. */
export function describeCoverage({ blocks, checked, deviations, planned, unmapped }: Coverage): string {
  const parts = [
    `${checked + deviations} of ${blocks} blocks accounted for: ${checked} by checks, ${deviations} by declared deviations`,
  ];
  if (planned > 0) parts.push(`${planned} planned, no check written yet`);
  if (unmapped > 0) parts.push(`${unmapped} with nothing that answers for them`);
  return parts.join("; ");
}
