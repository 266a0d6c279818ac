import path from "node:path";
import { createVitest, type TestCase, type TestModule } from "vitest/node";
import { HarnessError, messageOf } from "#helpers/errors";
import { projectDir } from "#helpers/paths";
import type { CheckDeclaration } from "#helpers/verdict";

/**
 * Every check that the suites declare, in the order of their files. Imports the suites without running any of them:
 * needs no cluster, a second or two.
 * @param filters parts of file paths, as vitest takes them
 * @param testNamePattern as vitest's `-t`
 * @throws HarnessError when the pattern is none, a suite cannot be imported, or has a test that declares nothing
 */
export async function collectDeclarations(
  filters: string[] = [],
  testNamePattern?: string,
): Promise<CheckDeclaration[]> {
  if (testNamePattern) checkPattern(testNamePattern);
  const modules = await collectModules(filters, testNamePattern);
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  return tests.filter((test) => !testNamePattern || test.options.mode !== "skip").map(declarationOf);
}

async function collectModules(filters: string[], testNamePattern: string | undefined): Promise<TestModule[]> {
  const exitCode = process.exitCode;
  const vitest = await createVitest("test", {
    root: projectDir,
    project: ["!unit"],
    watch: false,
    passWithNoTests: true,
    reporters: [{}],
    testNamePattern,
  });
  try {
    const { testModules, unhandledErrors } = await vitest.collect(filters);
    const broken = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())];
    if (broken.length > 0) throw notImported(testModules, broken);
    return testModules;
  } finally {
    await vitest.close();
    // vitest marks the process as failed where it finds nothing; that verdict is our caller's.
    process.exitCode = exitCode;
  }
}

function checkPattern(pattern: string): void {
  try {
    new RegExp(pattern);
  } catch (cause) {
    throw new HarnessError(`-t "${pattern}" is no regular expression`, {
      why: messageOf(cause),
      hint: "put a backslash before characters such as ( [ and ? to mean them literally",
      cause,
    });
  }
}

function declarationOf(test: TestCase): CheckDeclaration {
  const declaration = test.meta().meshproofDeclaration;
  if (declaration) return declaration;
  throw new HarnessError(`"${test.name}" in ${inProject(test.module)} is no documented check`, {
    hint: "declare it with the page's `documented`, so that it has an id, blocks and mutants",
  });
}

function notImported(modules: readonly TestModule[], errors: readonly unknown[]): HarnessError {
  const files = modules.filter((module) => module.errors().length > 0).map(inProject);
  return new HarnessError(`cannot read the checks of ${files.join(", ") || "the suites"}`, {
    why: errors.map((error) => messageOfVitest(error)).join("\n       "),
    hint: "run `npm run types`; a suite must be importable without a cluster",
    cause: errors[0],
  });
}

/** Errors come from a worker as plain objects. */
function messageOfVitest(error: unknown): string {
  const { message } = error as { message?: unknown };
  return typeof message === "string" ? message : messageOf(error);
}

function inProject(module: TestModule): string {
  return path.relative(projectDir, module.moduleId);
}
