import type { CatalogueBlock, CataloguePage, Erratum } from "./index.ts";
import type { CheckDeclaration } from "#helpers/verdict/record";

/* For unit tests: a catalogue that is right, and what a test changes in it. */

/** A block that one check answers for. */
export const block = (changes: Partial<CatalogueBlock> = {}): CatalogueBlock => ({
  id: "page/section/1",
  lines: [1, 2],
  sha256: "0".repeat(64),
  kind: "command",
  claim: "It works.",
  checks: ["page/section/works"],
  byHand: ["true"],
  ...changes,
});

/** A live page of one section with these blocks. */
export const page = (blocks: CatalogueBlock[], changes: Partial<CataloguePage> = {}): CataloguePage => ({
  id: "page",
  title: "Page",
  url: "https://example.com/page/",
  language: "en",
  copy: "000",
  titles: ["Page"],
  suite: "live",
  blocksInDocument: blocks.length,
  sections: [{ slug: "section", title: "Section", blocks }],
  errata: [],
  ...changes,
});

/** The check of the block. */
export const check = (changes: Partial<CheckDeclaration> = {}): CheckDeclaration => ({
  id: "page/section/works",
  page: "page",
  section: "section",
  title: "it works",
  blocks: ["page/section/1"],
  prints: "works",
  mutants: [{ name: "the Service is gone", failsWith: "503" }],
  errata: [],
  ...changes,
});

/** A deviation that the page declares. */
export const erratum = (changes: Partial<Erratum> = {}): Erratum => ({
  id: "typo",
  blocks: ["page/section/1"],
  edition: { in: ["en"] },
  text: "A typo.",
  whatTheSuiteDoes: "Spells it.",
  ...changes,
});
