import path from "node:path";
import type { SerializedError, TestAnnotation } from "vitest";
import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import { pausedAnnotation, type Paused } from "#helpers/verdict/record";
import { clean } from "./clean.ts";
import type { Emit, PageEvent } from "./events.ts";
import { failureOfThrown } from "./failure.ts";
import { outcomeOf, type ObservedTest } from "./outcome.ts";

/**
 * Turns vitest's reporter calls into the events of a page. Every test comes out exactly once, as a check that was
 * decided or left out; what went wrong outside of tests comes out as a failure.
 */
export class Observer implements Reporter {
  private readonly emitted = new Set<string>();
  private readonly began = new Map<string, { startedAt: string; since: number }>();
  private checks = 0;

  /** @param strict a test that is not a documented check is a failure (pages), or none of our business (unit tests) */
  constructor(
    private readonly emit: Emit,
    private readonly strict: boolean,
  ) {}

  onTestCaseReady(test: TestCase): void {
    const id = test.meta().meshproofDeclaration?.id;
    // The time that a page waits for others is not its own.
    if (!this.began.has(test.module.id))
      this.began.set(test.module.id, { startedAt: new Date().toISOString(), since: performance.now() });
    if (id && !isSkipped(test) && test.result().state === "pending") {
      this.send({ kind: "started", id, title: test.name });
    }
  }

  onTestCaseAnnotate(_test: TestCase, { type, message }: TestAnnotation): void {
    if (type === pausedAnnotation) this.send({ kind: "paused", ...(JSON.parse(message) as Paused) });
  }

  onTestCaseResult(test: TestCase): void {
    this.settle(test);
  }

  onTestSuiteResult(suite: TestSuite): void {
    this.tellHookFailures(suite, `what surrounds "${suite.fullName}"`);
  }

  onTestModuleEnd(module: TestModule): void {
    const loaded = module.children.size > 0;
    const page = path.basename(path.dirname(module.moduleId));
    this.tellHookFailures(
      module,
      loaded ? `the set-up or clean-up of ${page}` : `${module.relativeModuleId} cannot be loaded`,
    );
    const began = this.began.get(module.id);
    if (!began) return;
    const { startedAt, since } = began;
    this.send({ kind: "page", page, startedAt, ms: Math.round(performance.now() - since) });
  }

  /** @param errors all that vitest could give to no test, a worker that died among them; it leaves tests without a result */
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<SerializedError> = []): void {
    for (const module of modules) for (const test of module.children.allTests()) this.settle(test);
    const hint = "read vitest.log beside the evidence; then run it again";
    for (const error of errors) {
      const failure = failureOfThrown("an error outside of any check", error, hint);
      if (this.strict || this.checks > 0) this.send({ kind: "failure", failure });
    }
    this.send({ kind: "ended", checks: this.checks });
    // With --repeat and in watch mode the same tests run again.
    this.emitted.clear();
    this.began.clear();
    this.checks = 0;
  }

  private settle(test: TestCase): void {
    if (this.emitted.has(test.id)) return;
    this.emitted.add(test.id);
    const outcome = outcomeOf(observe(test));
    if (outcome.kind !== "undeclared") this.checks += 1;
    if (outcome.kind !== "undeclared") return this.send(outcome);
    if (!this.strict) return;
    const what = `"${outcome.title}" in ${outcome.file} is no documented check`;
    this.send({ kind: "failure", failure: { what, hint: "declare it with documented()" } });
  }

  /** Hooks that failed before their tests are the reason of these tests; the others have nowhere else to be told. */
  private tellHookFailures(around: TestSuite | TestModule, doing: string): void {
    if (isSetUpFailure(around)) return;
    const ours = this.strict || [...around.children.allTests()].some((test) => test.meta().meshproofDeclaration);
    if (!ours) return;
    for (const error of around.errors()) {
      this.send({ kind: "failure", failure: failureOfThrown(doing, error, "correct it; then run it again") });
    }
  }

  private send(event: PageEvent): void {
    this.emit(clean(event));
  }
}

function observe(test: TestCase): ObservedTest {
  const { state, errors } = test.result();
  const { meshproof, meshproofDeclaration } = test.meta();
  return {
    title: test.fullName,
    file: test.module.relativeModuleId,
    state,
    skippedBySuite: isSkipped(test),
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
function isSkipped(test: TestCase): boolean {
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
