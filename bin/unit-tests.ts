import path from "node:path";
import { createVitest, type TestModule, type Vitest } from "vitest/node";
import { HarnessError } from "#helpers/system/errors";
import type { UnitTestsEnd } from "./judge.ts";

/** The unit tests of a copy of the project, run again and again by one vitest, which reads what was changed anew. */
export class UnitTests {
  private constructor(
    private readonly folder: string,
    private readonly vitest: Vitest,
  ) {}

  /** @param folder absolute path of the copy */
  static async of(folder: string): Promise<UnitTests> {
    const options = { root: folder, project: ["unit"], watch: false, reporters: [{}] };
    const vitest = await createVitest("test", options, { logLevel: "silent" });
    await vitest.standalone();
    return new UnitTests(folder, vitest);
  }

  /**
   * Runs files of unit tests.
   * @param files relative to the project
   * @throws HarnessError where one of them is no file of unit tests
   */
  async run(files: string[]): Promise<UnitTestsEnd[]> {
    const wanted = files.map((file) => path.join(this.folder, file));
    const specifications = wanted.flatMap((file) => this.vitest.getModuleSpecifications(file));
    if (specifications.length !== files.length) {
      throw new HarnessError(`not all of these are files of unit tests: ${files.join(", ")}`, {
        hint: "correct `test` in bin/harness-mutants.ts",
      });
    }
    const { testModules } = await this.vitest.runTestSpecifications(specifications);
    // vitest's answer holds the files of earlier runs too.
    return testModules.filter(({ moduleId }) => wanted.includes(moduleId)).map(endOf);
  }

  /** Tells that a file was changed. */
  changed(file: string): void {
    this.vitest.invalidateFile(path.join(this.folder, file));
  }

  close(): Promise<void> {
    return this.vitest.close();
  }
}

function endOf(module: TestModule): UnitTestsEnd {
  const tests = [...module.children.allTests()];
  return {
    broken: module.errors().map(({ message }) => message),
    passed: tests.filter((test) => test.result().state === "passed").length,
    failed: tests.flatMap((test) =>
      (test.result().errors ?? []).map(({ name = "", message }) => ({ test: test.fullName, error: name, message })),
    ),
  };
}
