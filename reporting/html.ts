import { cleanText } from "./clean.ts";
import { type Attributes, element, escapeText } from "./xml.ts";

/** What is HTML already. A plain string can never take its place: it becomes one by `text`, which escapes it. */
export interface Html {
  readonly html: string;
}

/** Elements that have no end tag in HTML. */
const empty = new Set(["meta", "br"]);

/** Any text, shown as it is. */
export function text(shown: string): Html {
  return { html: escapeText(shown) };
}

/** An element, written so that it is well-formed XML as well: what is forgotten is then found by a test. */
export function tag(name: string, attributes: Attributes, ...content: Html[]): Html {
  const inner = content.map(({ html }) => html).join("");
  const html = element(name, attributes, inner);
  // `<td/>` is an end tag forgotten, to a browser.
  return { html: inner || empty.has(name) ? html : `${html.slice(0, -2)}></${name}>` };
}

/** The parts one after the other. */
export function all(parts: readonly Html[]): Html {
  return { html: parts.map(({ html }) => html).join("\n") };
}

/** A table; nothing where it has no rows. */
export function table(head: readonly string[], rows: readonly (readonly Html[])[]): Html {
  if (rows.length === 0) return all([]);
  const line = (cell: string, cells: readonly Html[]) => tag("tr", {}, ...cells.map((each) => tag(cell, {}, each)));
  const body = rows.map((cells) => line("td", cells));
  return tag("table", {}, tag("thead", {}, line("th", head.map(text))), tag("tbody", {}, all(body)));
}

/** Names beside what they stand for. */
export function list(pairs: readonly (readonly [name: string, value: Html])[]): Html {
  return tag("dl", {}, all(pairs.map(([name, value]) => all([tag("dt", {}, text(name)), tag("dd", {}, value)]))));
}

/**
 * A link to an address of the web or to a file among the evidence, relative to the report. Whatever else it may be,
 * `javascript:` or a way out of the folder, is shown as text.
 */
export function link(target: string, shown = target): Html {
  const href = addressOf(cleanText(target));
  return href === undefined ? text(shown) : tag("a", { href }, text(shown));
}

function addressOf(target: string): string | undefined {
  if (/^https?:\/\/[^\s]+$/.test(target)) return URL.canParse(target) ? new URL(target).href : undefined;
  const parts = target.split("/");
  // A run with --repeat has a folder of evidence for each repeat.
  const ours = /^(?:repeats\/\d+\/)?evidence(?:\/|$)/.test(target);
  if (!ours || parts.some((part) => part === ".." || part === ".")) return undefined;
  return parts.map(encodeURIComponent).join("/");
}
