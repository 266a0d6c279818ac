import { blocksOf, type CatalogueBlock, type CataloguePage } from "#helpers/catalogue/index";
import { type FoundBlock, parseBlocks } from "#helpers/catalogue/blocks";
import { compareBlocks } from "#helpers/catalogue/drift";
import type { TypedPage } from "#helpers/catalogue/errata";
import { cutBlock, type CutBlock } from "./cut.ts";
import { tabsOf } from "./tabs.ts";

/** A block of the copy, as it is typed in one pass. */
export interface Item extends CutBlock {
  /** The catalogue's id; `line 12` where the catalogue has no such block. */
  id: string;
  lines: readonly [first: number, last: number];
  text: string;
  /** As the catalogue has it: its errata are demanded. Of a block that has changed they are only allowed. */
  asCatalogued: boolean;
  /** The text sends the reader back to this step: it was typed before. */
  again: boolean;
}

/** What one reader types: all blocks but those of the other tabs. */
export interface Pass {
  tab: string | undefined;
  items: Item[];
}

/**
 * The passes through a copy: one for each of its tabs, as a reader takes one tab all the way; one where it has none.
 * @throws HarnessError when a fence of the copy is never closed
 */
export function planPasses(page: CataloguePage, typed: TypedPage, copy: { file: string; text: string }): Pass[] {
  const tabs = tabsOf(copy.text);
  const items = itemsOf(page, parseBlocks(copy.text, copy.file));
  const readers = tabs.names.length > 0 ? tabs.names : [undefined];
  return readers.map((tab) => {
    const own = items.filter(({ lines }) => [undefined, tab].includes(tabs.at(lines[0])));
    return { tab, items: withSteps(own, page, typed) };
  });
}

function itemsOf(page: CataloguePage, found: FoundBlock[]): Item[] {
  const known = pairUp(blocksOf(page), found);
  return found.map((block) => {
    const was = known.get(block);
    return {
      ...cutBlock(block.text),
      id: was?.id ?? `line ${block.lines[0]}`,
      lines: block.lines,
      text: block.text,
      asCatalogued: was?.sha256 === block.sha256,
      again: false,
    };
  });
}

/** Which block of the catalogue a found one is: of the same text and order, or changed in the same place. */
function pairUp(was: CatalogueBlock[], found: FoundBlock[]): Map<FoundBlock, CatalogueBlock> {
  const { changed, moved, added } = compareBlocks(was, found);
  const pairs = new Map([...changed, ...moved].map(({ was, now }) => [now, was]));
  const others = new Set([...changed, ...moved].map(({ was }) => was));
  const kept = was.filter((block) => !others.has(block));
  for (const block of found.filter((each) => !pairs.has(each) && !added.includes(each))) {
    const at = kept.findIndex(({ sha256 }) => sha256 === block.sha256);
    if (at >= 0) pairs.set(block, kept.splice(0, at + 1).at(-1)!);
  }
  return pairs;
}

/** The items, with the steps that the text sends the reader back to where it does so. */
function withSteps(items: Item[], page: CataloguePage, { again = [] }: TypedPage): Item[] {
  const repeated = (section: string) =>
    items.filter(({ id }) => id.startsWith(`${page.id}/${section}/`)).map((item) => ({ ...item, again: true }));
  return items.flatMap((item) => [
    ...again.filter(({ before }) => before === item.id).flatMap(({ section }) => repeated(section)),
    item,
    ...again.filter(({ after }) => after === item.id).flatMap(({ section }) => repeated(section)),
  ]);
}
