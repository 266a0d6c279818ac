import { type FoundBlock, parseBlocks, titleOf } from "#helpers/catalogue/blocks";
import type { BlockKind } from "#helpers/catalogue/index";
import { HarnessError } from "#helpers/system/errors";
import { cutBlock, type CutBlock } from "../typed/cut.ts";

/** A block of the new page, with what it is to be called. */
export interface NewBlock extends FoundBlock, CutBlock {
  /** "cleanup/2": its section's slug, and its number there. */
  id: string;
  kind: BlockKind;
}

export interface NewSection {
  slug: string;
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
    const heading = headings.findLast(({ line }) => line < block.lines[0]) ?? { title, slug: "begin" };
    const section = sections.get(heading.slug) ?? { slug: heading.slug, title: heading.title, blocks: [] };
    sections.set(heading.slug, section);
    const id = `${heading.slug}/${section.blocks.length + 1}`;
    const cut = cutBlock(block.text);
    section.blocks.push({ ...block, ...cut, id, kind: kindOf(block, cut) });
  }
  return { title, sections: [...sections.values()] };
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
