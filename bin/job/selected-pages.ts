import { matchesId } from "#helpers/system/id-glob";
import type { CheckDeclaration } from "#helpers/verdict/record";

/**
 * The pages that a selection can be about: whose rights a run of it needs, at most.
 * @param files parts of suites' paths, as `npm test` takes them
 * @param ids of checks, with * and ** for parts of them
 */
export function selectedPages(
  checks: readonly Pick<CheckDeclaration, "id" | "page">[],
  { files, ids }: { files: readonly string[]; ids: readonly string[] },
): string[] {
  const all = [...new Set(checks.map(({ page }) => page))];
  // A path that names no page may be of a file of any of them.
  const named = (file: string) => all.filter((page) => file.split(/[/\\]/).includes(page));
  const ofFile = (page: string) =>
    files.length === 0 || files.some((file) => named(file).length === 0 || named(file).includes(page));
  const ofId = ({ id }: Pick<CheckDeclaration, "id">) =>
    ids.length === 0 || ids.some((wanted) => matchesId(wanted, id));
  return all.filter((page) => ofFile(page) && checks.some((check) => check.page === page && ofId(check)));
}
