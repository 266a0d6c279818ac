import type { Skip } from "#helpers/verdict/capabilities";
import type { CheckRecord } from "#helpers/verdict/record";
import type { FoundCheck, Selection } from "./select.ts";

/**
 * Separates the pages of which the target can be asked nothing: they need no worker, and hold up no other page.
 * @param skips the checks whose needs the target does not meet, by id
 */
export function withoutSkippedPages(
  pages: readonly Selection[],
  found: readonly FoundCheck[],
  skips: ReadonlyMap<string, Skip>,
): { toRun: Selection[]; skipped: CheckRecord[] } {
  const selected = ({ file }: Selection) => found.filter((check) => check.selected && check.file === file);
  const isSkipped = (page: Selection) => selected(page).every(({ declaration }) => skips.has(declaration.id));
  const skipped = pages.filter(isSkipped).flatMap(selected);
  return {
    toRun: pages.filter((page) => !isSkipped(page)),
    skipped: skipped.map(({ declaration }) => ({
      ...declaration,
      ...{ verdict: "skipped", ms: 0, evidence: "", skip: skips.get(declaration.id)! },
    })),
  };
}
