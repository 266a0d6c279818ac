/** The lines in which an answer and the document differ, in one line: what was seen besides, and what was not seen. */
export function differencesOf(observed: readonly string[], expected: readonly string[]): string {
  const surplus = observed.filter((line) => !expected.includes(line));
  const missing = expected.filter((line) => !observed.includes(line));
  const parts = [
    surplus.length > 0 && `seen “${surplus.join(" / ")}”`,
    missing.length > 0 && `not seen “${missing.join(" / ")}”`,
  ].filter(Boolean);
  return parts.join(", ") || "the lines are the page's, their order or number is not";
}
