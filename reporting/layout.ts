/** Milliseconds as a person reads them: 87 ms, 4.2 s, 3 min 07 s. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/** Puts `by` spaces in front of every line. */
export function indent(text: string, by: number): string {
  return text
    .split("\n")
    .map((line) => (line ? " ".repeat(by) + line : line))
    .join("\n");
}

/** A label in its column, then a text whose further lines stay in theirs. */
export function labelled(label: string, text: string, column = 12): string {
  return label.padEnd(column) + indent(text, column).slice(column);
}

/**
 * Two texts beside each other under their headings, or one below the other where `width` doesn't hold both.
 * Common indentation, as template literals have, goes.
 */
export function beside(
  left: [heading: string, text: string],
  right: [heading: string, text: string],
  width: number,
): string {
  const [a, b] = [left, right].map(([heading, text]) => [heading, ...dedent(text)]) as [string[], string[]];
  const widths = [a, b].map((lines) => Math.max(...lines.map((line) => line.length)));
  const column = widths[0] ?? 0;
  if (column + 3 + (widths[1] ?? 0) > width) return [stacked(a), stacked(b)].join("\n");
  const rows = Array.from({ length: Math.max(a.length, b.length) }, (_, row) => [a[row] ?? "", b[row] ?? ""] as const);
  return rows.map(([one, other]) => `${one.padEnd(column)} │ ${other}`.trimEnd()).join("\n");
}

function stacked([heading = "", ...lines]: string[]): string {
  return [heading, ...lines.map((line) => `  ${line}`.trimEnd())].join("\n");
}

/** The lines of a text without its outer empty lines and without the indentation that all of them share. */
export function dedent(text: string): string[] {
  const lines = text.replace(/^\s*\n|\s+$/g, "").split("\n");
  const depths = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const depth = depths.length > 0 ? Math.min(...depths) : 0;
  return lines.map((line) => line.slice(depth).trimEnd());
}
