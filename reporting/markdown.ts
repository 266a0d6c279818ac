/** A table of Markdown. */
export function table(head: string[], rows: string[][]): string[] {
  return tableOf(
    head,
    rows.map((cells) => cells.map(cell)),
  );
}

/** The same, of cells that are Markdown already. */
export function tableOf(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head.map(cell)), `|${" --- |".repeat(head.length)}`, ...rows.map(line), ""];
}

/** Text that stays in its cell and is shown as it is: no line end, no pipe, no markup. */
export function cell(text: string): string {
  return escaped(oneLine(text));
}

/**
 * The same, with hosts, addresses and names behind an @ as code: a reader's viewer would make links of them, which lead
 * where nobody meant to go, and mentions, which call somebody.
 */
export function prose(text: string): string {
  return oneLine(text)
    .split(/(\s+)/)
    .map((word) => {
      const [, before = "", core = "", after = ""] = /^([("'“]*)(.*?)([)"'”,.;:!?]*)$/.exec(word) ?? [];
      return wouldBeLink.test(core) ? escaped(before) + code(core) + escaped(after) : escaped(word);
    })
    .join("");
}

const wouldBeLink = /:\/\/|@|[\w-]\.[a-z]{2,}|^www\./i;

/** Text as code in a line; a pipe in it would still end a table's cell. */
export function code(text: string): string {
  const shown = oneLine(text).replace(/\|/g, "\\|");
  const ticks = Math.max(0, ...(shown.match(/`+/g) ?? []).map((found) => found.length));
  const fence = "`".repeat(ticks + 1);
  const padding = ticks > 0 ? " " : "";
  return fence + padding + shown + padding + fence;
}

/** Lines as they are, in a fence that is longer than any in them. */
export function fenced(lines: readonly string[], language = ""): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((ticks) => ticks.length)));
  const fence = "`".repeat(longest + 1);
  return [fence + language, ...lines, fence];
}

/** Markdown that is folded until somebody opens it. */
export function folded(title: string, lines: readonly string[]): string[] {
  return [`<details><summary>${cell(title)}</summary>`, "", ...lines, "", "</details>", ""];
}

/**
 * Blocks one after the other, as many as there is room for, and a line that says how many are left out. A block is
 * never cut: a fence or a fold that is open would take what follows.
 * @param most bytes
 * @param rest where what is left out can be read: "report.html"
 */
export function within(blocks: readonly (readonly string[])[], most: number, rest: string): string {
  const kept: string[] = [];
  let [size, omitted] = [0, 0];
  // Room for the line itself.
  const limit = most - 200;
  for (const block of blocks) {
    const text = `${block.join("\n")}\n`;
    const bytes = Buffer.byteLength(text);
    if (size + bytes > limit) omitted += 1;
    else {
      kept.push(text);
      size += bytes;
    }
  }
  if (omitted > 0) kept.push(`… ${omitted} more parts would not fit here: see ${rest}.\n`);
  return kept.join("");
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_|~[\]#]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}
