import { HarnessError } from "#helpers/system/errors";
import { cleanText } from "./clean.ts";

export type Attributes = Record<string, string | number | undefined>;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as the content of an element: cleaned of what XML 1.0 forbids, then escaped. */
export function escapeText(text: string): string {
  return cleanText(text).replace(/[&<>"]/g, (character) => entities[character] ?? "");
}

/** Text as an attribute's value: line ends and tabs would be read as spaces, so they are written as references. */
function escapeAttribute(text: string): string {
  return escapeText(text).replace(/[\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An element; `content` is XML already. An attribute that is undefined is left out. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const start = [name, ...given.map(([key, value]) => `${key}="${escapeAttribute(String(value))}"`)].join(" ");
  return content ? `<${start}>${content}</${name}>` : `<${start}/>`;
}

const token =
  /<\?xml [^?]*\?>|<\/(?<end>[A-Za-z][\w-]*)>|<(?<start>[A-Za-z][\w-]*)(?:\s+[A-Za-z][\w-]*="(?:[^<&"]|&(?:amp|lt|gt|quot|#\d+);)*")*\s*(?<empty>\/?)>|(?<text>(?:[^<&]|&(?:amp|lt|gt|quot|#\d+);)+)/y;

/**
 * Checks that a document of ours is well-formed XML: one root, elements closed in order, nothing unescaped. It knows
 * the part of XML that we write and no more, so it refuses rather than passes what it doesn't know.
 * @throws HarnessError with the place of what is wrong
 */
export function assertWellFormed(xml: string): void {
  const open: string[] = [];
  let roots = 0;
  token.lastIndex = 0;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const groups = token.exec(xml)?.groups;
    if (!groups) throw notWellFormed(xml, at);
    const { start, end, empty, text } = groups;
    if (end !== undefined && open.pop() !== end) throw notWellFormed(xml, at);
    if (text?.trim() && open.length === 0) throw notWellFormed(xml, at);
    if (start !== undefined && open.length === 0 && (roots += 1) > 1) throw notWellFormed(xml, at);
    if (start !== undefined && !empty) open.push(start);
  }
  if (open.length > 0 || roots === 0) throw notWellFormed(xml, xml.length);
}

function notWellFormed(xml: string, at: number): HarnessError {
  return new HarnessError("the XML report is not well-formed", {
    why: `at character ${at}: ${xml.slice(Math.max(0, at - 40), at + 40)}`,
    hint: "this is a bug of meshproof: report it with this message",
  });
}
