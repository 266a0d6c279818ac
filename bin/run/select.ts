import path from "node:path";
import { HarnessError } from "#helpers/system/errors";
import { blocksOf, type CataloguePage } from "#helpers/catalogue/index";
import { nearest } from "#helpers/catalogue/nearest";
import { isGlob, matchesId } from "#helpers/system/id-glob";
import type { CheckDeclaration } from "#helpers/verdict/record";
import { count } from "#reporting/exit-code";
import type { Failure } from "#reporting/failure";
import type { Filter } from "./args.ts";

/** A check as it stands in a suite. */
export interface FoundCheck {
  declaration: CheckDeclaration;
  /** What `-t` is held against: the names of its suites and its own, joined by spaces, as vitest does it. */
  name: string;
  /** Folder of its page under suites/. */
  page: string;
  /** Absolute path of its page's file. */
  file: string;
  /** Paths by which it may be asked for, relative to the project: its page's file, its section's. */
  paths: string[];
  /** What vitest calls it. */
  testId: string;
  /** Do the run's filters select it? */
  selected: boolean;
}

/** What the run is about: a page with selected checks. */
export interface Selection {
  page: string;
  /** Absolute path. */
  file: string;
  testIds: string[];
}

/** Do the run's filters select it? @param root absolute path of the project */
export function isSelected(
  { declaration, paths, name }: Pick<FoundCheck, "paths" | "name"> & { declaration: Pick<CheckDeclaration, "id"> },
  { ids, files, pattern }: Filter,
  root: string,
): boolean {
  const dependencies = files.map((file) => (path.isAbsolute(file) ? path.relative(root, file) : path.normalize(file)));
  const ofFile = dependencies.length === 0 || dependencies.some((part) => paths.some((one) => one.includes(part)));
  const ofId = ids.length === 0 || ids.some((id) => matchesId(id, declaration.id));
  return ofId && ofFile && (pattern === undefined || new RegExp(pattern).test(name));
}

/**
 * Groups the selected checks by page.
 * @throws HarnessError when there is none, or none of one of the ids: a filter that matches nothing must never look like a success
 */
export function select(found: readonly FoundCheck[], args: Filter): Selection[] {
  refuseUnknownIds(found, args);
  const chosen = found.filter(({ selected }) => selected);
  if (chosen.length === 0) throw nothingSelected(found.length, args);
  const files = new Map(chosen.map(({ file, page }) => [file, page]));
  return [...files].map(([file, page]) => {
    const testIds = chosen.filter((check) => check.file === file).map(({ testId }) => testId);
    return { page, file, testIds };
  });
}

/** Two checks with one id: one of their verdicts would be lost. */
export function sameIds(found: readonly FoundCheck[]): Failure[] {
  const files = new Map<string, string[]>();
  for (const { declaration, file } of found) files.set(declaration.id, [...(files.get(declaration.id) ?? []), file]);
  return [...files]
    .filter(([, where]) => where.length > 1)
    .map(([id, where]) => ({
      what: `${where.length} checks have the id ${id}`,
      why: `in ${[...new Set(where)].join(" and ")}`,
      hint: "give each an id of its own",
    }));
}

/** Checks that the catalogue of a live page names and no suite declares: deleted or renamed, they would go unmissed. */
export function missingChecks(catalogue: readonly CataloguePage[], found: readonly FoundCheck[]): Failure[] {
  const declared = new Set(found.map(({ declaration }) => declaration.id));
  const named = catalogue
    .filter(({ suite }) => suite === "live")
    .flatMap((page) => blocksOf(page).flatMap(({ checks }) => checks));
  const missing = [...new Set(named)].filter((id) => !declared.has(id));
  if (missing.length === 0) return [];
  return [
    {
      what: `the catalogue names ${count(missing.length, "check")} that no suite declares`,
      why: missing.join("\n"),
      hint: "restore the check, or correct the catalogue; `npm run check` shows both",
    },
  ];
}

/** One that is mistyped must not go unnoticed beside one that isn't. */
function refuseUnknownIds(found: readonly FoundCheck[], { ids }: Filter): void {
  const known = found.map(({ declaration }) => declaration.id);
  const [unknown] = ids.filter((wanted) => !known.some((id) => matchesId(wanted, id)));
  if (unknown === undefined) return;
  const like = isGlob(unknown) ? [] : nearest(unknown, known);
  throw new HarnessError(isGlob(unknown) ? `no check's id matches ${unknown}` : `there is no check ${unknown}`, {
    why: like.length > 0 ? `nearest are ${like.join("\n                   ")}` : undefined,
    hint: "`npm run list` shows every check with its id; * stands for a part of one segment, ** for segments",
  });
}

function nothingSelected(all: number, { ids, files, pattern }: Filter): HarnessError {
  const asked = [
    ...(files.length > 0 ? [`no suite's path holds ${files.map((file) => `"${file}"`).join(" or ")}`] : []),
    ...(pattern === undefined ? [] : [`no check's name matches -t ${JSON.stringify(pattern)}`]),
  ];
  if (ids.length > 0 && asked.length > 0) asked.unshift(`--id ${ids.join(" --id ")} names none of the others`);
  if (asked.length === 0)
    return new HarnessError("there is no check to run", { hint: "see whether suites/ is complete" });
  return new HarnessError(`the filter matches none of the ${all} checks`, {
    why: asked.join(", or "),
    hint: "`npm run list` shows every check with its file and name",
  });
}
