import path from "node:path";
import type { TestCase, TestModule, Vitest } from "vitest/node";
import { type Failure, failureOfThrown } from "#reporting/failure";
import { isGlob } from "#helpers/system/id-glob";
import { endWorkers } from "../suites.ts";
import type { Filter } from "./args.ts";
import { type FoundCheck, isSelected } from "./select.ts";

/** What the pages declare, and what of them cannot be read. */
export interface ReadChecks {
  found: FoundCheck[];
  failures: Failure[];
}

/** All that the pages declare, whatever a run selects of it. */
export interface ReadPages {
  found: Omit<FoundCheck, "selected">[];
  /** What cannot be read; with the absolute path of its page's file, where it is one's. */
  failures: { file?: string; failure: Failure }[];
}

/** Reading takes a second or two. Milliseconds. */
const timeLimit = 120_000;

const hint = "correct the suite; `npm run types` tells more";

/**
 * Finds every check that the pages declare, before anything is started: a typo in a filter must cost seconds, and a
 * check that is lost later must be missed. Nothing of it is run, and no cluster is needed.
 * @param pages in the order in which their checks are told
 */
export async function readPages(vitest: Vitest, pages: readonly { name: string }[]): Promise<ReadPages> {
  const { testModules: read, unhandledErrors } = await collectInOneWorker(vitest);
  const order = ({ moduleId }: TestModule) => pages.findIndex(({ name }) => name === pageOf(moduleId));
  const testModules = read.toSorted((one, other) => order(one) - order(other));
  const tests = testModules.flatMap((module) => [...module.children.allTests()]);
  const undeclared = tests.filter((test) => !test.meta().meshproofDeclaration);
  const outside = unhandledErrors.map((error) => failureOfThrown("reading the suites failed", asThrown(error), hint));
  return {
    found: tests.flatMap(foundCheck),
    failures: [
      ...outside.map((failure) => ({ failure })),
      ...testModules.flatMap((module) => moduleFailures(module).map((failure) => ({ file: module.moduleId, failure }))),
      ...undeclared.map((test) => ({ file: test.module.moduleId, failure: notDocumented(test) })),
    ],
  };
}

/**
 * What a run is about, of all that the pages declare.
 * @param filter which of the checks are selected
 * @param root absolute path of the project
 */
export function chooseChecks(
  { found: all, failures }: ReadPages,
  pages: readonly { name: string }[],
  filter: Filter,
  root: string,
): ReadChecks {
  const { files, ids } = filter;
  // Which of its sections a page that cannot be read has, nobody knows: it is left out only where others are named.
  const names = (file: string) => pages.filter(({ name }) => file.includes(name)).map(({ name }) => name);
  // Likewise: only where every check that is asked for was found are the other pages of no account.
  const homes = ids.map((id) => (isGlob(id) ? undefined : all.find(({ declaration }) => declaration.id === id)?.file));
  const wanted = (page: string) =>
    (ids.length === 0 || homes.some((home) => home === undefined || home === page)) &&
    (files.length === 0 || files.some((file) => names(file).length === 0 || names(file).includes(pageOf(page))));
  return {
    found: all.map((check) => ({ ...check, selected: isSelected(check, filter, root) })),
    failures: failures.filter(({ file }) => file === undefined || wanted(file)).map(({ failure }) => failure),
  };
}

const pageOf = (file: string) => path.basename(path.dirname(file));

/** A worker of its own for each page, as in a run, would load the same modules again and again. */
async function collectInOneWorker(vitest: Vitest): ReturnType<Vitest["collect"]> {
  const [project] = vitest.projects;
  const { isolate, maxWorkers } = project!.config;
  Object.assign(project!.config, { isolate: false, maxWorkers: 1 });
  // vitest has no limit for a file that waits for something at import: its worker counts as died then.
  const watchdog = setTimeout(endWorkers, timeLimit);
  const answer = await vitest.collect();
  clearTimeout(watchdog);
  Object.assign(project!.config, { isolate, maxWorkers });
  return answer;
}

function foundCheck(test: TestCase): Omit<FoundCheck, "selected">[] {
  const declaration = test.meta().meshproofDeclaration;
  if (!declaration) return [];
  const { moduleId: file } = test.module;
  const found = { declaration, page: pageOf(file), file, paths: pathsOf(test), testId: test.id };
  return [{ ...found, name: nameOf(test) }];
}

const nameOf = (test: TestCase) => test.fullName.replaceAll(" > ", " ");

/** An edition takes its sections from another page's folder: they are asked for as if they lay in its own. */
function pathsOf(test: TestCase): string[] {
  const { relativeModuleId: page } = test.module;
  const folder = path.dirname(page);
  const section = test.meta().meshproofDeclaration?.at?.split(":")[0];
  if (section === undefined) return [page];
  return [page, path.join(folder, path.basename(section)), ...(section.startsWith(`${folder}/`) ? [section] : [])];
}

function moduleFailures(module: TestModule): Failure[] {
  if (module.errors().length === 0 && module.children.size === 0) {
    return [{ what: `${module.relativeModuleId} holds no check`, hint: "declare one, or remove the file" }];
  }
  return module.errors().map((error) => failureOfThrown(`${module.relativeModuleId} cannot be loaded`, error, hint));
}

function notDocumented(test: TestCase): Failure {
  const what = `"${nameOf(test)}" in ${test.module.relativeModuleId} is no documented check`;
  return { what, hint: "declare it with its page's documented()" };
}

const asThrown = (error: unknown) => error as Parameters<typeof failureOfThrown>[1];
