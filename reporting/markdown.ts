/** A table of Markdown. */
export function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line), ""];
}

/** Text that stays in its cell and is shown as it is: no line end, no pipe, no markup. */
export function cell(text: string): string {
  const oneLine = text.trim().replace(/\s*\n\s*/g, " ");
  return oneLine
    .replace(/[\\`*_|~[\]#]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
}

/** Lines as they are, in a fence that is longer than any in them. */
export function fenced(lines: readonly string[], language = ""): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((ticks) => ticks.length)));
  const fence = "`".repeat(longest + 1);
  return [fence + language, ...lines, fence];
}
