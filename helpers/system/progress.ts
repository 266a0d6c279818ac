/** Tells a person what a long step is doing right now. Lines that follow each other closely may be left out. */
export interface Say {
  (line: string): void;
  /** For lines that a person must see, and that stay: what is about to be changed, what was left. */
  announce?: (lines: string[]) => void;
}

/** Tells lines that must not be left out, by the channel for it where there is one. */
export function announce(say: Say, lines: string[]): void {
  if (say.announce) say.announce(lines);
  else lines.forEach((line) => say(line));
}
