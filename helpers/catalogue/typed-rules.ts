import { blocksOf, type CataloguePage } from "./index.ts";
import type { Shown, TypedPage } from "./errata.ts";
import type { CheckDeclaration } from "#helpers/verdict/record";

/**
 * What is wrong with what `npm run typed` knows of a page, one sentence each: every erratum is shown by something that is
 * there, and nothing is named that is not.
 */
export function typedProblems(page: CataloguePage, typed: TypedPage, checks: readonly CheckDeclaration[]): string[] {
  const blocks = new Set(blocksOf(page).map(({ id }) => id));
  const sections = new Set(page.sections.map(({ slug }) => slug));
  const named = [
    ...typed.notRun.flatMap(({ block, held }) =>
      typeof held === "object" && "in" in held ? [block, held.in] : [block],
    ),
    ...(typed.again ?? []).flatMap(({ before, after }) => [before, after].filter((block) => block !== undefined)),
    ...Object.values(typed.errata).flatMap((shown) =>
      shown.by === "typing" ? shown.at.map(({ block }) => block) : [],
    ),
  ];
  return [
    ...page.errata
      .filter(({ id }) => !typed.errata[id])
      .map(({ id }) => `erratum ${id} of ${page.id} is shown by nothing`),
    ...Object.keys(typed.errata)
      .filter((id) => !page.errata.some((erratum) => erratum.id === id))
      .map((id) => `catalogue/typed.ts of ${page.id} shows erratum ${id}, which does not exist`),
    ...named
      .filter((block) => !blocks.has(block))
      .map((block) => `catalogue/typed.ts of ${page.id} names block ${block}, which does not exist`),
    ...(typed.again ?? [])
      .filter(({ section }) => !sections.has(section))
      .map(({ section }) => `catalogue/typed.ts of ${page.id} names section ${section}, which does not exist`),
    ...Object.entries(typed.errata).flatMap(([id, shown]) => shownProblems(id, shown, page, checks)),
  ];
}

function shownProblems(id: string, shown: Shown, page: CataloguePage, checks: readonly CheckDeclaration[]): string[] {
  const blocks = page.errata.find((erratum) => erratum.id === id)?.blocks ?? [];
  if (shown.by === "typing") {
    return shown.at
      .filter(({ block }) => !blocks.includes(block))
      .map(({ block }) => `erratum ${id} is shown in ${block}, which it does not name`);
  }
  if (shown.by !== "check") return [];
  const check = checks.find((each) => each.id === shown.check);
  if (!check) return [`erratum ${id} is shown by check ${shown.check}, which does not exist`];
  return check.errata.includes(id) ? [] : [`erratum ${id} is shown by check ${shown.check}, which does not name it`];
}
