import { expect, test } from "vitest";
import type { CatalogueSkip } from "./index.ts";
import { problemsOf } from "./rules.ts";
import { check, page } from "./samples.ts";

const good: CatalogueSkip = {
  check: "page/section/works",
  when: "internet-live",
  reason: "the real host keeps no record",
  reference: "docs/there.md#live",
};

/** What `npm run check` says of a page with these skips, without what it says of the rest. */
function problems(...skips: CatalogueSkip[]): string[] {
  const found = problemsOf({
    pages: [page([], { skips })],
    checks: ["page", "later"].map((of) => check({ id: `${of}/section/works`, page: of })),
    exists: (file) => file === "../docs/there.md",
    livePages: [],
  });
  return found.filter((problem) => problem.startsWith("skip of page: "));
}

test("a skip of a check that is there, with a reason and a reference that leads somewhere, is right", () => {
  expect(problems(good)).toEqual([]);
  expect(problems({ ...good, reference: "https://example.com/page/" })).toEqual([]);
});

test.each<[string, Partial<CatalogueSkip>, string]>([
  ["no such check", { check: "page/section/gone" }, "check page/section/gone does not exist"],
  ["another page's check", { check: "later/section/works" }, "check later/section/works is of another page"],
  ["no reason", { reason: " " }, "check page/section/works is skipped without a reason"],
  ["no reference", { reference: "" }, "check page/section/works is skipped without a reference"],
  ...["docs/gone.md#live", "docs/there.md", "javascript:alert(1)"].map(
    (reference): [string, Partial<CatalogueSkip>, string] => [
      reference,
      { reference },
      `check page/section/works is skipped with a reference to nothing: ${reference}`,
    ],
  ),
])("%s", (_name, changes, problem) => {
  expect(problems({ ...good, ...changes })).toEqual([`skip of page: ${problem}`]);
});

test("one check, twice for one condition", () => {
  expect(problems(good, good)).toEqual(["skip of page: check page/section/works is skipped twice"]);
});
