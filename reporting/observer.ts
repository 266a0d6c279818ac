import type { TestAnnotation } from "vitest";
import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import { pausedAnnotation, type Paused } from "#helpers/verdict";
import { clean } from "./clean.ts";
import type { Emit, PageEvent } from "./events.ts";
import { failureOfThrown, type ThrownError } from "./failure.ts";
import { outcomeOf, type ObservedTest } from "./outcome.ts";

/**
 * Turns vitest's reporter calls into the events of a page. Every test comes out exactly once, as a check that was
 * decided or left out; what went wrong outside of tests comes out as a failure.
 */
export class Observer implements Reporter {
  private readonly emitted = new Set<string>();
  private checks = 0;

  /** @param strict a test that is not a documented check is a failure (pages), or none of our business (unit tests) */
  constructor(
    private readonly emit: Emit,
    private readonly strict: boolean,
  ) {}

  async onTestCaseReady(test: TestCase): Promise<void> {
    const id = test.meta().meshproofDeclaration?.id;
    if (id && !isLeftOut(test) && test.result().state === "pending") {
      await this.send({ kind: "started", id, title: test.name });
    }
  }

  async onTestCaseAnnotate(_test: TestCase, { type, message }: TestAnnotation): Promise<void> {
    if (type === pausedAnnotation) await this.send({ kind: "paused", ...(JSON.parse(message) as Paused) });
  }

  async onTestCaseResult(test: TestCase): Promise<void> {
    await this.settle(test);
  }

  async onTestSuiteResult(suite: TestSuite): Promise<void> {
    await this.tellHookFailures(suite, `what surrounds "${suite.fullName}"`);
  }

  async onTestModuleEnd(module: TestModule): Promise<void> {
    const loaded = module.children.size > 0;
    await this.tellHookFailures(
      module,
      loaded ? module.relativeModuleId : `${module.relativeModuleId} cannot be loaded`,
    );
  }

  /** A worker that died leaves tests without a result. */
  async onTestRunEnd(modules: ReadonlyArray<TestModule>): Promise<void> {
    for (const module of modules) for (const test of module.children.allTests()) await this.settle(test);
  }

  /** The very end, when nothing of the run goes on any more. @param errors all that vitest could give to no test */
  async end(errors: readonly unknown[]): Promise<void> {
    const hint = "read the page's log beside the reports; then run it again";
    for (const error of errors) {
      const failure = failureOfThrown("an error outside of any check", error as ThrownError, hint);
      if (this.strict || this.checks > 0) await this.send({ kind: "failure", failure });
    }
    await this.send({ kind: "ended", checks: this.checks });
    // In watch mode the same tests run again.
    this.emitted.clear();
    this.checks = 0;
  }

  private async settle(test: TestCase): Promise<void> {
    if (this.emitted.has(test.id)) return;
    this.emitted.add(test.id);
    const outcome = outcomeOf(observe(test));
    if (outcome.kind !== "undeclared") this.checks += 1;
    if (outcome.kind !== "undeclared") return this.send(outcome);
    if (!this.strict) return;
    const what = `"${outcome.title}" in ${outcome.file} is no documented check`;
    await this.send({ kind: "failure", failure: { what, hint: "declare it with documented()" } });
  }

  /** Hooks that failed before their tests are the reason of these tests; the others have nowhere else to be told. */
  private async tellHookFailures(around: TestSuite | TestModule, doing: string): Promise<void> {
    if (isSetUpFailure(around)) return;
    const ours = this.strict || [...around.children.allTests()].some((test) => test.meta().meshproofDeclaration);
    if (!ours) return;
    for (const error of around.errors()) {
      await this.send({ kind: "failure", failure: failureOfThrown(doing, error, "correct it; then run it again") });
    }
  }

  private async send(event: PageEvent): Promise<void> {
    await this.emit(clean(event));
  }
}

function observe(test: TestCase): ObservedTest {
  const { state, errors } = test.result();
  const { meshproof, meshproofDeclaration } = test.meta();
  return {
    title: test.fullName,
    file: test.module.relativeModuleId,
    state,
    leftOut: isLeftOut(test),
    ms: Math.round(test.diagnostic()?.duration ?? 0),
    errors: [...(errors ?? [])],
    setUpErrors: around(test)
      .filter(isSetUpFailure)
      .flatMap((one) => one.errors()),
    declaration: meshproofDeclaration,
    record: meshproof,
  };
}

/** The mode is decided when the file is collected; a hook that fails later doesn't change it. */
function isLeftOut(test: TestCase): boolean {
  return test.options.mode === "skip" || test.options.mode === "todo";
}

/** Did its hooks fail before any of its tests could run? */
function isSetUpFailure(around: TestSuite | TestModule): boolean {
  if (around.errors().length === 0 || around.children.size === 0) return false;
  return [...around.children.allTests()].every(
    (test) => !test.meta().meshproof && ["skipped", "pending"].includes(test.result().state),
  );
}

/** The suites and the module around a test, innermost first. */
function around(test: TestCase): (TestSuite | TestModule)[] {
  const found: (TestSuite | TestModule)[] = [];
  for (let one = test.parent; ; one = one.parent) {
    found.push(one);
    if (one.type === "module") return found;
  }
}
