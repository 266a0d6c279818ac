import { createHash } from "node:crypto";
import { blocksOf, type CataloguePage } from "#helpers/catalogue/index";
import { erratumInWords } from "#helpers/catalogue/errata";
import type { DocumentRecord, RunRecord } from "#helpers/verdict/record";

/** A document as the record of a run has it: its sections, the copy that was catalogued, and its blocks. */
export function documentOf(page: CataloguePage): DocumentRecord {
  const { id, title, url, sections, language, copy } = page;
  return {
    id,
    title,
    url,
    sections: sections.map((section) => ({
      slug: section.slug,
      title: section.title,
      ...(section.anchor !== undefined && { anchor: section.anchor }),
    })),
    edition: { language, copy, sha256: hashOf(page) },
    blocks: blocksOf(page).map(({ id: block, lines, sha256, byHand }) => ({
      id: block,
      lines: [...lines],
      sha256,
      byHand: [...byHand],
    })),
  };
}

/** The mistakes of a document, as the record of a run has them. */
export function errataOf({ id: page, errata }: CataloguePage): RunRecord["errata"] {
  return errata.map((erratum) => ({
    id: erratum.id,
    page,
    text: erratumInWords(erratum),
    blocks: [...erratum.blocks],
  }));
}

/** One sum for the whole document: two runs with the same one were held against the same blocks. */
function hashOf(page: CataloguePage): string {
  const sums = blocksOf(page).map(({ sha256 }) => `${sha256}\n`);
  return createHash("sha256").update(sums.join("")).digest("hex");
}
