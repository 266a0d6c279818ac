import { createVitest, type TestCase, type TestModule, type Vitest } from "vitest/node";
import type { CheckDeclaration } from "#helpers/verdict";
import { type Failure, failureOf, failureOfThrown, type ThrownError } from "#reporting/failure";
import type { TestArgs } from "./args.ts";
import type { FoundCheck } from "./select.ts";

/** What the process that reads the suites is asked for, in its first argument, as JSON. */
export interface CollectRequest extends Pick<TestArgs, "files" | "pattern"> {
  root: string;
}

/** Its one answer. */
export interface CollectAnswer {
  found: FoundCheck[];
  failures: Failure[];
}

interface ReadTest {
  id: string;
  /** The name that `-t` is held against: those of its suites in front, as vitest joins them. */
  name: string;
  /** Marked by `.skip` or `.only`, so that no filter can select it. */
  leftOut: boolean;
  project: string;
  file: string;
  shownFile: string;
  declaration: CheckDeclaration | undefined;
}

const hint = "correct the suite; `npm run types` tells more";

/** Reads every suite without running any, and says which of the checks the filters select. */
async function collect({ root, files, pattern }: CollectRequest): Promise<CollectAnswer> {
  const options = { root, project: ["!unit"], watch: false, passWithNoTests: true, reporters: [{}] };
  const vitest = await createVitest("test", options);
  try {
    const { testModules, unhandledErrors } = await vitest.collect();
    // Read now: the next collect changes these very objects.
    const tests = testModules.flatMap((module) => [...module.children.allTests()].map(readTest));
    const ofFile = await fileFilter(vitest, files);
    const ofName = await nameFilter(vitest, pattern);
    const undeclared = tests.filter(({ declaration, file }) => !declaration && ofFile(file));
    const broken = testModules.filter(({ moduleId }) => ofFile(moduleId)).flatMap(moduleFailures);
    const outside = unhandledErrors.map((error) =>
      failureOfThrown("reading the suites failed", error as ThrownError, hint),
    );
    return {
      found: tests.flatMap((test) => foundCheck(test, ofFile(test.file) && ofName(test))),
      failures: [...outside, ...broken, ...undeclared.map(notDocumented)],
    };
  } finally {
    await vitest.close();
  }
}

/** vitest's own answer to which files a filter means. */
async function fileFilter(vitest: Vitest, files: string[]): Promise<(file: string) => boolean> {
  if (files.length === 0) return () => true;
  const specifications = await vitest.globTestSpecifications(files);
  const chosen = new Set(specifications.map(({ moduleId }) => moduleId));
  return (file) => chosen.has(file);
}

/** vitest's own answer to which tests a pattern means; for those that are marked as skipped it has none. */
async function nameFilter(vitest: Vitest, pattern: string | undefined): Promise<(test: ReadTest) => boolean> {
  if (pattern === undefined) return () => true;
  vitest.setGlobalTestNamePattern(pattern);
  const { testModules } = await vitest.collect();
  const matching = testModules.flatMap((module) => [...module.children.allTests()].filter((test) => !isLeftOut(test)));
  const ids = new Set(matching.map(({ id }) => id));
  return ({ id, leftOut, name }) => ids.has(id) || (leftOut && new RegExp(pattern).test(name));
}

function readTest(test: TestCase): ReadTest {
  return {
    id: test.id,
    name: test.fullName.replaceAll(" > ", " "),
    leftOut: isLeftOut(test),
    project: test.project.name,
    file: test.module.moduleId,
    shownFile: test.module.relativeModuleId,
    declaration: test.meta().meshproofDeclaration,
  };
}

function isLeftOut({ options: { mode } }: TestCase): boolean {
  return mode === "skip" || mode === "todo";
}

function foundCheck({ declaration, project, file }: ReadTest, selected: boolean): FoundCheck[] {
  return declaration ? [{ declaration, project, file, selected }] : [];
}

function moduleFailures(module: TestModule): Failure[] {
  if (module.errors().length === 0 && module.children.size === 0) {
    return [{ what: `${module.relativeModuleId} holds no check`, hint: "declare one, or remove the file" }];
  }
  return module.errors().map((error) => failureOfThrown(`${module.relativeModuleId} cannot be loaded`, error, hint));
}

function notDocumented({ name, shownFile }: ReadTest): Failure {
  return { what: `"${name}" in ${shownFile} is no documented check`, hint: "declare it with its page's documented()" };
}

let answer: CollectAnswer;
try {
  answer = await collect(JSON.parse(process.argv[2] ?? "") as CollectRequest);
} catch (error) {
  answer = { found: [], failures: [failureOf(error)] };
}
process.send?.(answer, () => process.exit());
