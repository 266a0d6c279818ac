import { againCommand } from "#helpers/verdict/again-command";
import { byHandShell } from "#helpers/verdict/by-hand";
import { blocksOf, type CatalogueBlock, type CataloguePage, type CatalogueSection } from "#helpers/catalogue/index";
import { erratumInWords } from "#helpers/catalogue/errata";
import { nearest } from "#helpers/catalogue/nearest";
import { HarnessError } from "#helpers/system/errors";
import { capabilities } from "#helpers/verdict/capabilities";
import type { CheckDeclaration } from "#helpers/verdict/record";
import { linesOf } from "./list-text.ts";
import { wrap } from "./print.ts";

export interface Known {
  pages: readonly CataloguePage[];
  checks: readonly CheckDeclaration[];
}

/**
 * All that is known of a block, a check or a page. An id may leave out the page where it means one thing only.
 * @throws HarnessError with the nearest ids when there is no such thing, or more than one
 */
export function explainText(wanted: string, known: Known): string {
  const ids = [...new Set([...known.pages.flatMap(idsOf), ...known.checks.map(({ id }) => id)])];
  const found = ids.includes(wanted) ? [wanted] : ids.filter((id) => id.endsWith(`/${wanted}`));
  const [id, ...others] = found;
  if (id === undefined) throw unknown(wanted, ids);
  if (others.length > 0) {
    throw new HarnessError(`"${wanted}" can be ${found.length} things`, {
      why: found.join("\n       "),
      hint: `give the whole id, e.g. npm run explain -- ${id}`,
    });
  }
  return [...explainPage(id, known), ...explainBlock(id, known), ...explainCheck(id, known)].join("\n").trim();
}

function unknown(wanted: string, ids: readonly string[]): HarnessError {
  const like = nearest(wanted, ids);
  return new HarnessError(`there is no block, check or page "${wanted}"`, {
    why: like.length > 0 ? `nearest are ${like.join("\n                   ")}` : undefined,
    hint: "npm run list shows every id",
  });
}

function idsOf(page: CataloguePage): string[] {
  return [page.id, ...blocksOf(page).flatMap((block) => [block.id, ...block.checks])];
}

/** The whole page as one script. */
function explainPage(id: string, { pages }: Known): string[] {
  const page = pages.find((candidate) => candidate.id === id);
  if (!page) return [];
  return [
    `page ${page.id}`,
    field("title", named(page)),
    field("url", page.url),
    ...page.errata.map((erratum) =>
      field("erratum", `${erratumInWords(erratum)} The suite: ${erratum.whatTheSuiteDoes}`),
    ),
    "  by hand",
    ...shell(),
    ...blocksOf(page).flatMap((block) => [`    # ${block.id}`, ...block.byHand.map((line) => `    ${line}`)]),
  ];
}

function explainBlock(id: string, known: Known): string[] {
  const page = known.pages.find((candidate) => blocksOf(candidate).some((block) => block.id === id));
  const section = page?.sections.find(({ blocks }) => blocks.some((block) => block.id === id));
  const block = section?.blocks.find((candidate) => candidate.id === id);
  if (!page || !section || !block) return [];
  return [
    `block ${id}`,
    field("page", named(page)),
    field("url", addressOf(page, section)),
    field("section", section.title),
    field("at", `${linesOf(block)} of the copy ${page.copy} (${page.language}), SHA-256 ${block.sha256}`),
    field("kind", block.kind),
    field("claims", block.claim ?? "nothing: it prepares what comes later"),
    ...optional("prints", block.prints),
    ...(block.manifests ?? []).map((file) => field("manifest", manifestPath(page, file))),
    ...block.checks.map((check) => field("check", titled(check, page, known))),
    ...mutantsOf(block.checks, known),
    ...optional("differs", block.variant),
    ...optional("deviation", block.deviation),
    ...errataOf(page, [block], []),
    ...byHand(page, block),
    "",
  ];
}

function explainCheck(id: string, known: Known): string[] {
  const check = known.checks.find((candidate) => candidate.id === id);
  const page = known.pages.find((candidate) => blocksOf(candidate).some((block) => block.checks.includes(id)));
  if (!page) return check ? [`check ${id}`, field("claims", check.title), field("blocks", "no block claims it")] : [];
  const blocks = blocksOf(page).filter((block) => block.checks.includes(id));
  const reproduced = blocks.filter((block) => check?.blocks.includes(block.id) ?? block.kind === "output");
  const [shown] = [...reproduced.filter(({ kind }) => kind === "output"), ...reproduced, ...blocks];
  const section = page.sections.find((candidate) => shown && candidate.blocks.includes(shown));
  return [
    `check ${id}`,
    field("page", named(page)),
    field("url", section ? addressOf(page, section) : page.url),
    ...optional("declared", check?.at),
    field("claims", check?.title ?? "planned: nobody has written it yet"),
    ...(check ? check.prints.split("\n").map((line, index) => field(index === 0 ? "prints" : "", line)) : []),
    ...blocks.map((block) => field("block", `${block.id}${reproduced.includes(block) ? "" : " (set-up)"}`)),
    ...[...new Set(blocks.flatMap(({ manifests }) => manifests ?? []))].map((file) =>
      field("manifest", manifestPath(page, file)),
    ),
    ...mutantsOf([id], known),
    ...errataOf(page, reproduced, check?.errata ?? []),
    ...(check?.needs ?? []).map((need) => field("needs", `${need}: ${capabilities[need]}`)),
    ...(shown ? byHand(page, shown) : []),
    // Not wrapped: it is there to be pasted.
    ...(check ? ["  run it alone", `    ${againCommand(check)}`] : []),
  ];
}

const shell = () => byHandShell().map((line) => `    ${line}`);

function byHand(page: CataloguePage, block: CatalogueBlock): string[] {
  const earlier = blocksOf(page).indexOf(block);
  const first = earlier > 0 ? [`    # after the page's earlier steps: npm run explain -- ${page.id}`] : [];
  return ["  by hand", ...shell(), ...first, ...block.byHand.map((line) => `    ${line}`)];
}

function mutantsOf(ids: readonly string[], { checks }: Known): string[] {
  const mutants = checks.filter(({ id }) => ids.includes(id)).flatMap((check) => check.mutants);
  return mutants.map(({ name, failsWith }) => field("mutant", `${name} → the check says /${failsWith}/`));
}

function errataOf(page: CataloguePage, blocks: readonly CatalogueBlock[], ids: readonly string[]): string[] {
  const ofBlocks = new Set(blocks.map(({ id }) => id));
  return page.errata
    .filter((erratum) => ids.includes(erratum.id) || erratum.blocks.some((block) => ofBlocks.has(block)))
    .map((erratum) => field("erratum", `${erratumInWords(erratum)} The suite: ${erratum.whatTheSuiteDoes}`));
}

function titled(id: string, page: CataloguePage, { checks }: Known): string {
  const check = checks.find((candidate) => candidate.id === id);
  if (check) return `${id}: ${check.title}`;
  return `${id} (${page.suite === "planned" ? "planned" : "no such check"})`;
}

function named(page: CataloguePage): string {
  return page.suite === "live" ? page.title : `${page.title} (planned: its checks and manifests are not written yet)`;
}

function addressOf(page: CataloguePage, section: CatalogueSection): string {
  return section.anchor ? `${page.url}#${section.anchor}` : page.url;
}

function manifestPath(page: CataloguePage, file: string): string {
  return `suites/${page.id}/${file}`.replace(/^suites\/[^/]+\/\.\.\/\.\.\//, "");
}

function optional(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [field(name, value)];
}

function field(name: string, value: string): string {
  return wrap(value)
    .map((line, index) => `  ${(index === 0 ? name : "").padEnd(10)} ${line}`)
    .join("\n");
}
