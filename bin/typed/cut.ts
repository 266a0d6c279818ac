/** One command of a block, as a reader types it, and the lines that the page prints below it. */
export interface Step {
  command: string;
  printed: string[];
}

/** A block's commands in order; `alone` are the lines of a block that has no command at all. */
export interface CutBlock {
  steps: Step[];
  alone: string[];
}

/**
 * Cuts a block into commands and outputs. A command begins at the prompt "$ ". It goes on over the lines that the shell
 * would ask for: up to the end of its here-document (or of the block, where that end is missing), behind a backslash at a
 * line's end, and inside a quotation. Every other line is printed output.
 */
export function cutBlock(text: string): CutBlock {
  const steps: Step[] = [];
  const alone: string[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    if (line.startsWith("$ ")) {
      const end = endOfCommand(lines, at);
      steps.push({ command: [line.slice(2), ...lines.slice(at + 1, end)].join("\n"), printed: [] });
      at = end;
    } else {
      (steps.at(-1)?.printed ?? alone).push(line);
      at += 1;
    }
  }
  return { steps, alone };
}

/** The index of the first line that is no longer the command's. */
function endOfCommand(lines: readonly string[], start: number): number {
  let end = start + 1;
  const word = hereDocument(lines[start]!.slice(2));
  if (word !== undefined) {
    while (end < lines.length && lines[end] !== word) end += 1;
    return Math.min(end + 1, lines.length);
  }
  while (end < lines.length && isOpen([lines[start]!.slice(2), ...lines.slice(start + 1, end)].join("\n"))) end += 1;
  return end;
}

/** The word that ends the command's here-document; `<<<` is none. */
function hereDocument(line: string): string | undefined {
  return /(?:^|[^<])<<-?\s*(["']?)(\w+)\1/.exec(line)?.[2];
}

/** Would the shell ask for another line? */
function isOpen(command: string): boolean {
  if (/(^|[^\\])\\$/.test(command)) return true;
  let quote = "";
  for (let at = 0; at < command.length; at += 1) {
    const sign = command[at]!;
    if (sign === "\\" && quote !== "'") at += 1;
    else if (quote === "" && sign === "#" && (at === 0 || /\s/.test(command[at - 1]!))) break;
    else if (quote === "" && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === quote) quote = "";
  }
  return quote !== "";
}
