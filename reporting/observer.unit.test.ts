import { expect, test } from "vitest";
import type { TestCase, TestModule, TestSuite } from "vitest/node";
import type { CheckRecord } from "#helpers/verdict/record";
import type { PageEvent } from "./events.ts";
import { Observer } from "./observer.ts";
import { sampleCheck, sampleDeclaration } from "./samples.ts";

type State = "passed" | "failed" | "skipped" | "pending";

/** A test file with what vitest says of it; real vitest processes are in bin/run/whole-run.unit.test.ts. */
class File {
  private readonly tests: TestCase[] = [];
  readonly errors: { message: string }[] = [];
  readonly module = {
    type: "module",
    id: "one",
    moduleId: "/suites/one/page.test.ts",
    relativeModuleId: "suites/one/page.test.ts",
    errors: () => this.errors,
    children: this.children(),
  } as unknown as TestModule;

  /** A suite around all of its tests. */
  suite(errors: { message: string }[]): TestSuite {
    const suite = { type: "suite", fullName: "a suite", parent: this.module, children: this.children() };
    return { ...suite, errors: () => errors } as unknown as TestSuite;
  }

  test(id: string, state: State, record?: CheckRecord): TestCase {
    const meta = { meshproofDeclaration: id ? sampleDeclaration({ id }) : undefined, meshproof: record };
    const result = { state, errors: [] };
    const given = { id: `${this.tests.length}`, name: id, fullName: id, options: { mode: "run" }, parent: this.module };
    const test = { ...given, module: this.module, meta: () => meta, result: () => result, diagnostic: () => undefined };
    this.tests.push(test as unknown as TestCase);
    return this.tests.at(-1)!;
  }

  private children() {
    const { tests } = this;
    return {
      get size() {
        return tests.length;
      },
      allTests: () => tests,
    };
  }
}

function observing(strict = true) {
  const events: PageEvent[] = [];
  return { events, observer: new Observer((event) => void events.push(event), strict) };
}

const failures = (events: PageEvent[]) =>
  events.flatMap((event) => (event.kind === "failure" ? [[event.failure.what, event.failure.why]] : []));

test("every test comes out once, and the last event counts them", () => {
  const { events, observer } = observing();
  const file = new File();
  const ended = file.test("one/s/a", "passed", sampleCheck({ id: "one/s/a" }));
  file.test("one/s/b", "pending");
  observer.onTestCaseResult(ended);
  observer.onTestRunEnd([file.module]);
  expect(events).toMatchObject([
    { kind: "decided", record: { id: "one/s/a", verdict: "conformant" } },
    { kind: "decided", record: { id: "one/s/b", verdict: "inconclusive" } },
    { kind: "ended", checks: 2 },
  ]);
});

test("a hook that fails after its tests is a failure of its own", () => {
  const { events, observer } = observing();
  const file = new File();
  file.test("one/s/a", "passed", sampleCheck());
  observer.onTestSuiteResult(file.suite([{ message: "left a namespace" }]));
  file.errors.push({ message: "left a role" });
  observer.onTestModuleEnd(file.module);
  expect(failures(events)).toEqual([
    ['what surrounds "a suite"', "left a namespace"],
    ["the set-up or clean-up of one", "left a role"],
  ]);
});

test("one that fails before them is their reason, and not told twice", () => {
  const { events, observer } = observing();
  const file = new File();
  file.errors.push({ message: "no pod" });
  observer.onTestCaseResult(file.test("one/s/a", "skipped"));
  observer.onTestModuleEnd(file.module);
  expect(events).toMatchObject([
    { kind: "decided", record: { verdict: "inconclusive", reason: "its set-up failed: no pod" } },
  ]);
});

test("a file that cannot be loaded, and what belongs to no test", () => {
  const { events, observer } = observing();
  const file = new File();
  file.errors.push({ message: "gone" });
  observer.onTestModuleEnd(file.module);
  observer.onTestRunEnd([], [{ message: "worker exited" }]);
  expect(failures(events)).toEqual([
    ["suites/one/page.test.ts cannot be loaded", "gone"],
    ["an error outside of any check", "worker exited"],
  ]);
});

test("a test that is no documented check is a failure of a page, and none of a unit test file", () => {
  for (const strict of [true, false]) {
    const { events, observer } = observing(strict);
    observer.onTestCaseResult(new File().test("", "passed"));
    expect(events).toHaveLength(strict ? 1 : 0);
  }
});
