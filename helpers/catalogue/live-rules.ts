import { blocksOf, type CataloguePage } from "./index.ts";
import type { CheckDeclaration } from "#helpers/verdict/record";

/**
 * What is wrong between a page that is run and the checks that its suites declare.
 * @param exists is there a file at this path under suites/?
 */
export function liveProblems(
  page: CataloguePage,
  checks: readonly CheckDeclaration[],
  exists: (path: string) => boolean,
): string[] {
  const own = checks.filter((check) => check.page === page.id);
  const declared = new Set(own.map(({ id }) => id));
  const claimed = new Set(blocksOf(page).flatMap((block) => block.checks));
  return [
    ...blocksOf(page).flatMap((block) => [
      ...block.checks
        .filter((id) => !declared.has(id))
        .map((id) => `block ${block.id} maps to check ${id}, which does not exist`),
      ...(block.manifests ?? [])
        .filter((file) => !exists(`${page.id}/${file}`))
        .map((file) => `block ${block.id} names the manifest ${file}, which is not in suites/${page.id}`),
    ]),
    ...notReproduced(page, own),
    ...own.flatMap((check) => checkProblems(check, page)),
    ...own.filter(({ id }) => !claimed.has(id)).map(({ id }) => `check ${id} is claimed by no block`),
    ...own.filter(({ id }) => claimed.has(id)).flatMap((check) => backReferences(check, page)),
  ];
}

/** Printed output is no set-up: one of its checks must say that it reproduces it. */
function notReproduced(page: CataloguePage, own: readonly CheckDeclaration[]): string[] {
  const declared = new Set(own.map(({ id }) => id));
  const reproduced = new Set(own.flatMap(({ blocks }) => blocks));
  return blocksOf(page)
    .filter(
      ({ id, kind, checks }) => kind === "output" && checks.some((check) => declared.has(check)) && !reproduced.has(id),
    )
    .map(({ id }) => `block ${id} prints something, and none of its checks names it among its blocks`);
}

function checkProblems(check: CheckDeclaration, page: CataloguePage): string[] {
  const wrong: [boolean, string][] = [
    [check.mutants.length === 0, "declares no way to break the mesh under it"],
    [
      !page.sections.some(({ slug }) => slug === check.section),
      `is of section ${check.section}, which the page does not have`,
    ],
  ];
  return wrong.filter(([is]) => is).map(([, problem]) => `check ${check.id} ${problem}`);
}

/** What a check says of the catalogue must agree with what the catalogue says of it. */
function backReferences(check: CheckDeclaration, page: CataloguePage): string[] {
  const blocks = new Map(blocksOf(page).map((block) => [block.id, block]));
  const errata = new Set(page.errata.map(({ id }) => id));
  return [
    ...check.blocks
      .filter((id) => !blocks.has(id))
      .map((id) => `check ${check.id} names block ${id}, which does not exist`),
    ...check.blocks
      .filter((id) => blocks.get(id)?.checks.includes(check.id) === false)
      .map((id) => `check ${check.id} names block ${id}, but that block does not map to it`),
    ...check.errata
      .filter((id) => !errata.has(id))
      .map((id) => `check ${check.id} names erratum ${id}, which does not exist`),
  ];
}
