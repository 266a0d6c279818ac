import { cleanText } from "./clean.ts";
import { type Attributes, element, escapeText } from "./xml.ts";

/** What is HTML already. A plain string can never take its place: it becomes one by `text`, which escapes it. */
export interface Html {
  readonly html: string;
}

/** Elements that have no end tag in HTML. */
const empty = new Set(["meta", "br", "input"]);

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

/** Parts of one line: nothing between them that is not in them. */
export function inline(...parts: Html[]): Html {
  return { html: parts.map(({ html }) => html).join("") };
}

/** A table; nothing where it has no rows. */
export function table(head: readonly string[], rows: readonly (readonly Html[])[]): Html {
  if (rows.length === 0) return all([]);
  const heads = head.map((each) => tag("th", { scope: "col" }, text(each)));
  // On a phone each cell stands below the other, and says what it is.
  const line = (cells: readonly Html[]) =>
    tag("tr", {}, ...cells.map((each, index) => tag("td", { "data-head": head[index] }, each)));
  return tag("table", {}, tag("thead", {}, tag("tr", {}, ...heads)), tag("tbody", {}, all(rows.map(line))));
}

/** What is folded until somebody opens it. */
export function folded(title: Html, ...content: Html[]): Html {
  return tag("details", {}, tag("summary", {}, title), ...content);
}

/** A part of the page with its heading; nothing where it has no content. */
export function part(title: string, size: number, ...content: Html[]): Html {
  return size > 0 ? tag("section", {}, tag("h2", {}, text(title)), ...content) : all([]);
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
