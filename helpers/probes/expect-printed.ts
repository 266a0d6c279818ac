import { ClaimError } from "#helpers/system/errors";
import { differencesOf } from "#helpers/verdict/differences";

/**
 * Claims that a transcript is, as a whole, what the page prints.
 * @param context what a reader of the failure should know besides, e.g. the policies that are applied
 * @throws ClaimError that names the lines in which they differ
 */
export function expectPrinted(seen: string, printed: string, context?: string): void {
  if (seen.trimEnd() === printed.trimEnd()) return;
  const [observed, expected] = [seen, printed].map((text) => text.trimEnd().split("\n")) as [string[], string[]];
  throw new ClaimError([differencesOf(observed, expected), context].filter(Boolean).join("; "), {
    expected: printed,
    observed: seen,
  });
}

/**
 * Claims that a list is empty: what a clean-up left, what differs from before.
 * @param seen each thing that should not be there, as a line of its own
 * @param documented what the page says instead, e.g. "the cluster as it was before"
 * @throws ClaimError that names each of them
 */
export function expectNothing(seen: readonly string[], documented: string): void {
  if (seen.length === 0) return;
  throw new ClaimError(seen.join("; "), { expected: documented, observed: seen.join("\n") });
}
