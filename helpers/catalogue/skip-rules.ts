import type { CataloguePage, CatalogueSkip } from "./index.ts";

/**
 * What is wrong with the checks that a page's catalogue leaves out.
 * @param checks ids of all checks that the suites declare
 * @param exists is there a file at this path under suites/?
 */
export function skipProblems(
  { id: page, skips = [] }: CataloguePage,
  checks: ReadonlySet<string>,
  exists: (path: string) => boolean,
): string[] {
  return skips.flatMap((skip, index) => {
    const before = skips.slice(0, index);
    const wrong: [boolean, string][] = [
      [!checks.has(skip.check), "does not exist"],
      [!skip.check.startsWith(`${page}/`), "is of another page"],
      [before.some(({ check, when }) => check === skip.check && when === skip.when), "is skipped twice"],
      [!skip.reason.trim(), "is skipped without a reason"],
      [!skip.reference.trim(), "is skipped without a reference"],
      [
        skip.reference.trim() !== "" && !leads(skip, exists),
        `is skipped with a reference to nothing: ${skip.reference}`,
      ],
    ];
    return wrong.filter(([is]) => is).map(([, problem]) => `skip of ${page}: check ${skip.check} ${problem}`);
  });
}

/** A page of the web, or a heading of one of our documents. */
function leads({ reference }: CatalogueSkip, exists: (path: string) => boolean): boolean {
  if (/^https:\/\/\S+$/.test(reference)) return true;
  const file = /^(docs\/[\w-]+\.md)#[\w-]+$/.exec(reference)?.[1];
  return file !== undefined && exists(`../${file}`);
}
