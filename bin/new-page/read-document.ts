import { type FoundBlock, parseBlocks, titleOf } from "#helpers/catalogue/blocks";
import type { BlockKind } from "#helpers/catalogue/index";
import { HarnessError } from "#helpers/system/errors";
import { cutBlock, type CutBlock } from "../typed/cut.ts";
import { appliedBy } from "./objects.ts";

/** A block of the new page, with what it is to be called. */
export interface NewBlock extends FoundBlock, CutBlock {
  /** "cleanup/2": its section's slug, and its number there; or the name of the one object that it applies. */
  id: string;
  kind: BlockKind;
}

export interface NewSection {
  /** What files and ids begin with: the anchor, cut where it is long. */
  slug: string;
  /** The heading's own anchor. */
  anchor: string;
  title: string;
  blocks: NewBlock[];
}

/** What `npm run new-page` makes a page of. */
export interface NewDocument {
  title: string;
  /** Only those that hold a block. */
  sections: NewSection[];
}

/**
 * Reads a copy of a document: its sections, each with its fenced blocks.
 * @param name what to call the copy in an error
 * @throws HarnessError where a fence is never closed, and where there is no title or no block
 */
export function readDocument(text: string, name: string): NewDocument {
  const title = titleOf(text);
  const blocks = parseBlocks(text, name);
  if (title === undefined || blocks.length === 0) {
    throw new HarnessError(`${name} is no document of commands`, {
      why: title === undefined ? "it has no title" : "it has no fenced block",
      hint: "give a whole copy of the page, as its source has it",
    });
  }
  const headings = headingsOf(text, blocks);
  const sections = new Map<string, NewSection>();
  for (const block of blocks) {
    const { slug: anchor, ...heading } = headings.findLast(({ line }) => line < block.lines[0]) ?? {
      title,
      slug: "begin",
    };
    const taken = [...sections.values()].map(({ slug }) => slug);
    const section = sections.get(anchor) ?? {
      slug: shortened(anchor, taken),
      anchor,
      title: heading.title,
      blocks: [],
    };
    sections.set(anchor, section);
    const cut = cutBlock(block.text);
    const found = { ...block, ...cut, kind: kindOf(block, cut) };
    section.blocks.push({ ...found, id: idOf(found, section) });
  }
  return { title, sections: [...sections.values()] };
}

/** A slug of some words at most: it stands in every id, and in the names of files. */
function shortened(anchor: string, taken: readonly string[]): string {
  const longest = 24;
  const short = anchor.length > longest ? anchor.slice(0, longest + 1).replace(/-[^-]*$/, "") : anchor;
  return taken.includes(short) ? anchor : short;
}

/** A block that applies one object is called after it: its number says nothing to a reader. */
function idOf(block: Omit<NewBlock, "id">, { slug, blocks }: NewSection): string {
  const objects = appliedBy(block).flatMap((applied) => applied.objects);
  const [only] = objects;
  const named = objects.length === 1 && /^[a-z][a-z0-9-]*$/.test(only!.name) ? `${slug}/${only!.name}` : undefined;
  const free = named !== undefined && blocks.every(({ id }) => id !== named);
  return free ? named : `${slug}/${blocks.length + 1}`;
}

/** Every heading outside of blocks, with the slug that the site gives it; one of each name. */
function headingsOf(text: string, blocks: readonly FoundBlock[]): { title: string; slug: string; line: number }[] {
  const used = new Map<string, number>();
  return text.split(/\r?\n/).flatMap((each, index) => {
    const line = index + 1;
    const inside = blocks.some(({ lines: [first, last] }) => line >= first && line <= last);
    const [, heading, given] = /^#{2,4}\s+(.+?)\s*(?:\{#([\w-]+)\})?\s*$/.exec(inside ? "" : each) ?? [];
    if (heading === undefined) return [];
    const slug = given ?? slugOf(heading);
    const times = (used.get(slug) ?? 0) + 1;
    used.set(slug, times);
    return [{ title: heading, slug: times > 1 ? `${slug}-${times}` : slug, line }];
  });
}

/** "Clean up the example" → "clean-up-the-example". */
export function slugOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .trim()
      .replace(/\s+/g, "-") || "section"
  );
}

function kindOf({ info }: FoundBlock, { steps, alone }: CutBlock): BlockKind {
  if (steps.length === 0) return /yaml/.test(info) ? "manifest" : "output";
  const printed = [...alone, ...steps.flatMap((step) => step.printed)];
  return printed.some((line) => line.trim() !== "") ? "output" : "command";
}
