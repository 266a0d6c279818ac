/** How much of a message is shown where many stand below each other: a capture's may have thousands of lines. */
const linesShown = 8;
const charactersShown = 300;

/** The first lines of a message, and how many are left out; the run's own report has all of it. */
export function shortText(text: string): string[] {
  const lines = text.trim().split("\n");
  const rest = lines.length - linesShown;
  const shown = lines
    .slice(0, linesShown)
    .map((line) => (line.length > charactersShown ? `${line.slice(0, charactersShown)}…` : line));
  return rest > 0 ? [...shown, `… ${rest} more line${rest === 1 ? "" : "s"}`] : shown;
}
