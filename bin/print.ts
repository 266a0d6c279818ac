/** Prints to stdout. Whether that can be written is `main`'s to see to. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Breaks a text into lines of at most `width` characters, at blanks; a longer word keeps its length. */
export function wrap(text: string, width = 100): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
