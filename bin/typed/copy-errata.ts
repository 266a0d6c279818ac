import { blocksOf, type CataloguePage } from "#helpers/catalogue/index";
import { parseBlocks } from "#helpers/catalogue/blocks";
import type { TypedPage } from "#helpers/catalogue/errata";

/**
 * Errata that the copy's own words show, and that this copy has not got. Only where all of their blocks are as catalogued:
 * another edition may be right.
 */
export function copyProblems(page: CataloguePage, { errata }: TypedPage, text: string): string[] {
  const hashes = new Set(parseBlocks(text, page.id).map(({ sha256 }) => sha256));
  const asCatalogued = new Set(blocksOf(page).flatMap(({ id, sha256 }) => (hashes.has(sha256) ? [id] : [])));
  return page.errata.flatMap(({ id, blocks }) => {
    const shown = errata[id];
    if (shown?.by !== "copy" || shown.has.test(text)) return [];
    return blocks.every((block) => asCatalogued.has(block)) ? [`the copy has no longer the mistake ${id}`] : [];
  });
}
