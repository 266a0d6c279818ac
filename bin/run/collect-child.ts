import path from "node:path";
import { createVitest, type TestCase, type TestModule, type Vitest } from "vitest/node";
import type { CheckDeclaration } from "#helpers/verdict";
import { type Failure, failureOf, failureOfThrown, type ThrownError } from "#reporting/failure";
import { SectionOrder } from "../../suites/section-order.ts";
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
  /** What `-t` is held against: the names of its suites and its own, joined by spaces, as vitest does it. */
  name: string;
  project: string;
  file: string;
  shownFile: string;
  declaration: CheckDeclaration | undefined;
}

const hint = "correct the suite; `npm run types` tells more";

/**
 * All pages in one worker, where the run has a project and so a process for each: reading needs no walls between them,
 * and the clients of Kubernetes and Docker take a second to load each time.
 */
const oneForAll = {
  config: false as const,
  include: ["suites/*/*.test.ts"],
  isolate: false,
  maxWorkers: 1,
  sequence: { sequencer: SectionOrder },
  watch: false,
  passWithNoTests: true,
  reporters: [{}],
};

/** Reads every suite without running any, and says which of the checks the filters select. */
async function collect({ root, files, pattern }: CollectRequest): Promise<CollectAnswer> {
  const vitest = await createVitest("test", { ...oneForAll, root });
  try {
    const { testModules, unhandledErrors } = await vitest.collect();
    const tests = testModules.flatMap((module) => [...module.children.allTests()].map(readTest));
    const ofFile = await fileFilter(vitest, files);
    const wanted = pattern === undefined ? undefined : new RegExp(pattern);
    const ofName = ({ name }: ReadTest) => !wanted || wanted.test(name);
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

function readTest(test: TestCase): ReadTest {
  return {
    name: test.fullName.replaceAll(" > ", " "),
    // A page is a folder is a vitest project.
    project: path.basename(path.dirname(test.module.moduleId)),
    file: test.module.moduleId,
    shownFile: test.module.relativeModuleId,
    declaration: test.meta().meshproofDeclaration,
  };
}

function foundCheck({ declaration, name, project, file }: ReadTest, selected: boolean): FoundCheck[] {
  return declaration ? [{ declaration, name, project, file, selected }] : [];
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

// Without a parent there is nobody to tell.
process.once("disconnect", () => process.exit());
let answer: CollectAnswer;
try {
  answer = await collect(JSON.parse(process.argv[2] ?? "") as CollectRequest);
} catch (error) {
  answer = { found: [], failures: [failureOf(error)] };
}
process.send?.(answer, () => process.exit());
