/**
 * The names most like a mistyped one, best first: few edits away, or sharing words with it. Empty when nothing is
 * like it at all.
 */
export function nearest(wanted: string, names: readonly string[], count = 3): string[] {
  const wantedWords = words(wanted);
  return names
    .map((name) => ({ name, likeness: likeness(wanted, wantedWords, name) }))
    .filter(({ likeness }) => likeness >= 0.4)
    .sort((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

/** From 0 (nothing in common) to 1 (the same). */
function likeness(wanted: string, wantedWords: Set<string>, name: string): number {
  const spelling = 1 - editDistance(wanted.toLowerCase(), name.toLowerCase()) / Math.max(wanted.length, name.length, 1);
  const shared = [...words(name)].filter((word) => wantedWords.has(word)).length;
  // Somebody who types only the last part of an id shares all of their words with it.
  const wording = wantedWords.size === 0 ? 0 : (0.95 * shared) / wantedWords.size;
  return Math.max(spelling, wording);
}

function words(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean),
  );
}

/** Insertions, deletions and replacements that turn one text into the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
