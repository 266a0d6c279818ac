import { createHash } from "node:crypto";
import { HarnessError } from "#helpers/system/errors";

/** A fenced block as it stands in a copy of a document. */
export interface FoundBlock {
  /** The fence's own words: `bash`, `yaml`, `syntax=bash snip_id=none`. */
  info: string;
  lines: [first: number, last: number];
  text: string;
  sha256: string;
}

interface Fence {
  indent: string;
  info: string;
  line: number;
  closes: (line: string) => boolean;
}

/**
 * Every fenced block of a document, in order. Two kinds of fence: the site generator's `{{< text … >}}` and
 * Markdown's three or more backquotes or tildes. Inside a block nothing opens another one.
 * @throws HarnessError when a fence is never closed.
 */
export function parseBlocks(document: string, name: string): FoundBlock[] {
  const lines = document.split(/\r?\n/);
  const found: FoundBlock[] = [];
  let open: Fence | undefined;
  lines.forEach((line, index) => {
    if (!open) open = opening(line, index + 1);
    else if (open.closes(line)) {
      const body = lines.slice(open.line, index);
      const text = blockText(body, open.indent);
      found.push({ info: open.info, lines: [open.line + 1, index], text, sha256: hashOf(text) });
      open = undefined;
    }
  });
  if (open) {
    throw new HarnessError(`${name}:${open.line} opens a block that is never closed`, {
      hint: "give a whole copy of the page, as its source has it",
    });
  }
  return found;
}

/**
 * The text that is hashed: the lines between the fences, each freed of the opening fence's own indentation (as much
 * of it as the line has) and of white space at its end, joined by line feeds, without one at the end.
 */
export function blockText(body: readonly string[], indent: string): string {
  return body.map((line) => withoutIndent(line, indent).trimEnd()).join("\n");
}

/** SHA-256 of a block's text in UTF-8, as lower-case hex. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** The title of a copy: `title:` of its front matter, else its first heading of level one. */
export function titleOf(document: string): string | undefined {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(document)?.[1];
  const title = frontMatter?.match(/^title:\s*(.+?)\s*$/m)?.[1] ?? document.match(/^#\s+(.+?)\s*$/m)?.[1];
  return title?.replace(/^(["'])(.*)\1$/, "$2");
}

function opening(line: string, number: number): Fence | undefined {
  const shortcode = /^(\s*)\{\{<\s*text\b\s*(.*?)\s*>\}\}\s*$/.exec(line);
  if (shortcode) {
    const closes = (other: string) => /^\s*\{\{<\s*\/text\s*>\}\}\s*$/.test(other);
    return { indent: shortcode[1] ?? "", info: shortcode[2] ?? "", line: number, closes };
  }
  const markdown = /^(\s*)(`{3,}|~{3,})\s*([^`]*?)\s*$/.exec(line);
  if (!markdown) return undefined;
  const fence = markdown[2] ?? "```";
  const closes = (other: string) => {
    const bare = other.trim();
    return bare.length >= fence.length && bare === fence.charAt(0).repeat(bare.length);
  };
  return { indent: markdown[1] ?? "", info: markdown[3] ?? "", line: number, closes };
}

function withoutIndent(line: string, indent: string): string {
  const own = line.length - line.trimStart().length;
  return line.slice(Math.min(own, indent.length));
}
