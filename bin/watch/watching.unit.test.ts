import { expect, test } from "vitest";
import { pageFile, vitestArguments } from "./watching.ts";

test("a page by its name, or by its folder; any other is refused with the nearest", () => {
  expect(["mtls-migration", "suites/mtls-migration/"].map(pageFile)).toEqual(
    Array(2).fill("suites/mtls-migration/page.test.ts"),
  );
  expect(() => pageFile("mtls-migratoin")).toThrow(/no page mtls-migratoin\n {2}why: nearest is mtls-migration/);
});

test("vitest watches one page's file, and runs the chosen checks alone", () => {
  expect(vitestArguments("suites/a/page.test.ts", [])).toEqual([
    "--watch",
    "--project",
    "pages",
    "suites/a/page.test.ts",
  ]);
  const pattern = vitestArguments("f", ["A task: it answers 200 (of 1)", "B"]).at(-1)!;
  expect(["A task: it answers 200 (of 1)", "B", "B too"].map((name) => new RegExp(pattern).test(name))).toEqual([
    true,
    true,
    false,
  ]);
});
