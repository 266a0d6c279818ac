import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectDir } from "#helpers/system/paths";
import { applyMutant, type HarnessMutant, harnessMutants } from "./harness-mutants.ts";
import { judge, type UnitTestsEnd } from "./judge.ts";

describe("the list", () => {
  test.each(harnessMutants)("applies to $file: $name", async (mutant) => {
    const text = await readFile(path.join(projectDir, mutant.file), "utf8");
    expect(applyMutant(text, mutant)).not.toBe(text);
    await access(path.join(projectDir, mutant.test));
  });

  test("names each mutant once", () => {
    const names = harnessMutants.map(({ file, name }) => `${file}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a mutant", () => {
  const mutant: HarnessMutant = { name: "n", file: "a.ts", find: "return 1;", replace: "return $&;", test: "t" };

  test("takes the place of its text, letter by letter", () => {
    expect(applyMutant("before return 1; after", mutant)).toBe("before return $&; after");
  });

  test.each(["", "return 1; return 1;"])("that has not exactly one place no longer applies: %j", (text) => {
    expect(() => applyMutant(text, mutant)).toThrow(/no longer applies to a\.ts\n.*expected once: return 1;/);
  });
});

describe("killed is", () => {
  const green: UnitTestsEnd = { broken: [], passed: 3, failed: [] };
  const assertion = { test: "counts", error: "AssertionError", message: "expected 1 to be 3" };
  const other = { test: "reads", error: "TypeError", message: "x is not a function" };

  test("a test whose assertion fails", () => {
    expect(judge([{ ...green, failed: [other, assertion] }])).toEqual({
      killed: true,
      message: "counts: expected 1 to be 3",
    });
  });

  test.each<[string, UnitTestsEnd[], string]>([
    ["tests that pass", [green], "all 3 tests passed"],
    ["an error that is no assertion", [{ ...green, failed: [other] }], "red, but by no assertion: reads: x is not"],
    ["a file that cannot be loaded", [{ ...green, broken: ["Unexpected token"] }], "cannot be loaded: Unexpected"],
    ["no file at all", [], "all 0 tests passed"],
  ])("not: %s", (_name, ends, message) => {
    expect(judge(ends)).toEqual({ killed: false, message: expect.stringContaining(message) as string });
  });
});
