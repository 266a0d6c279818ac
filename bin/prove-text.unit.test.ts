import { expect, test } from "vitest";
import type { MutantOutcome } from "#helpers/verdict/record";
import { harnessSummary, type HarnessOutcome, proveLine, provePage, proveSummary, withHarness } from "./prove-text.ts";

const killed: MutantOutcome = {
  check: "page/s/a",
  mutant: "the policy is gone",
  failsWith: "200",
  verdict: "nonconformant",
  message: "seen “200 | <html>”, not seen “000”\nand more",
  restored: "conformant",
  ms: 1500,
  killed: true,
};
const survived: MutantOutcome = {
  ...killed,
  mutant: "mode PERMISSIVE",
  verdict: "conformant",
  message: "\nconformant",
  killed: false,
};
const harness: HarnessOutcome[] = [
  {
    name: "settle takes one success",
    file: "helpers/verdict/settle.ts",
    test: "t",
    killed: true,
    message: "expected 1 to be 3",
  },
  {
    name: "holds looks once",
    file: "helpers/verdict/settle.ts",
    test: "t",
    killed: false,
    message: "all 9 tests passed",
  },
];

test("a survivor's line says why it survived", () => {
  expect(proveLine("page/s/a: x", killed)).toBe("✓ killed    page/s/a: x");
  expect(proveLine("page/s/a: x", survived)).toBe("✗ survived  page/s/a: x\n    conformant");
});

test("the summary counts, and names those that survived", () => {
  expect(proveSummary([killed, survived, { ...killed, check: "page/s/b" }])).toBe(
    "killed 2 of 3 mutants of 2 checks\n" +
      "  survived: page/s/a: mode PERMISSIVE\n    verdict conformant, restored conformant: conformant",
  );
  expect(harnessSummary(harness)).toBe(
    "killed 1 of 2 mutants of the harness\n" +
      "  survived: helpers/verdict/settle.ts: holds looks once\n    t: all 9 tests passed",
  );
});

test("the page has both tables, each row in one line", () => {
  const page = provePage([killed, survived], harness);
  expect(page).toContain(
    "\n| check | mutant | what the check said |  |\n| --- | --- | --- | --- |\n" +
      "| page/s/a | the policy is gone | seen “200 \\| &lt;html>”, not seen “000” | killed |\n" +
      "| page/s/a | mode PERMISSIVE | conformant | survived |\n\n## Mutants of the harness\n",
  );
  expect(page).toContain("\n| helpers/verdict/settle.ts | settle takes one success | expected 1 to be 3 | killed |\n");
  expect(page.endsWith("| helpers/verdict/settle.ts | holds looks once | all 9 tests passed | survived |\n")).toBe(
    true,
  );
});

test("a proof of the harness alone replaces its own part of the page", () => {
  expect(withHarness(provePage([killed, survived], []), harness)).toBe(provePage([killed, survived], harness));
});

test("a long message is cut", () => {
  const page = provePage([{ ...killed, message: "x".repeat(500) }], []);
  expect(page).toContain(`| ${"x".repeat(157)}… |`);
});
