import { fieldsAsPrinted } from "./answers.ts";
import { unordered, withoutSetAside } from "./set-aside.ts";

/** The page leaves lines out there. */
const elided = "...";

/**
 * How what was seen differs from what the page prints; undefined where it does not. A printed line `...` stands for any
 * lines, or none.
 * @param printed lines of the page
 * @param command what was typed: of some the order of lines is set aside
 */
export function differs(printed: readonly string[], seen: string, command = ""): string | undefined {
  const inAnyOrder = unordered.some((each) => each.command.test(command));
  const wanted = ordered(trimmed(printed).map(withoutSetAside), inAnyOrder);
  const lines = fieldsAsPrinted(wanted, ordered(trimmed(linesOf(seen)).map(withoutSetAside), inAnyOrder));
  if (matches(wanted, lines)) return undefined;
  const missing = wanted.filter((line) => line !== elided && !lines.includes(line));
  const added = wanted.includes(elided) ? [] : lines.filter((line) => !wanted.includes(line));
  return [
    ...missing.map((line) => `printed, not seen: ${line}`),
    ...added.map((line) => `seen, not printed: ${line}`),
    ...(missing.length + added.length === 0 ? ["the lines that the page prints, in another order or number"] : []),
  ].join("\n");
}

/** The same where the page prints a line of many: it must be among those that were seen. */
export function lacks(printed: readonly string[], seen: string): string | undefined {
  const lines = new Set(linesOf(seen).map(withoutSetAside));
  const missing = trimmed(printed).filter((line) => !lines.has(withoutSetAside(line)));
  return missing.length === 0
    ? undefined
    : missing.map((line) => `not among the lines that were seen: ${withoutSetAside(line)}`).join("\n");
}

/** Lines as a terminal shows them: HTTP ends its own with a carriage return. */
function linesOf(text: string): string[] {
  return text.replaceAll("\r", "").split("\n");
}

function ordered(lines: string[], inAnyOrder: boolean): string[] {
  return inAnyOrder ? [...lines].sort() : lines;
}

/** Without empty lines at both ends. */
function trimmed(lines: readonly string[]): string[] {
  const filled = lines.map((line) => line.trim() !== "");
  return lines.slice(Math.max(filled.indexOf(true), 0), filled.lastIndexOf(true) + 1);
}

function matches(wanted: readonly string[], lines: readonly string[]): boolean {
  const [first, ...rest] = wanted;
  if (first === undefined) return lines.length === 0;
  if (first !== elided) return lines[0] === first && matches(rest, lines.slice(1));
  return Array.from({ length: lines.length + 1 }, (_, skip) => lines.slice(skip)).some((left) => matches(rest, left));
}
