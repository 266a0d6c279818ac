import { expect, test } from "vitest";
import { found } from "./run-without-cluster.ts";
import { withoutSkippedPages } from "./skipped-pages.ts";

const skip = { reason: "there is no second Istio", condition: "none was named", reference: "docs/a.md" };
const of = (page: string, id: string) => ({ ...found(`${page}/s/${id}`), page, file: `/suites/${page}` });
const checks = [of("one", "a"), of("one", "b"), of("two", "a"), { ...of("two", "b"), selected: false }];
const pages = ["one", "two"].map((page) => ({ page, file: `/suites/${page}`, testIds: ["t"] }));

test("a page of which some checks can be asked is run whole", () => {
  const { toRun, skipped } = withoutSkippedPages(pages, checks, new Map([["one/s/a", skip]]));
  expect([toRun, skipped]).toEqual([pages, []]);
});

test("one of which none can be is not run: each selected check is skipped, with the target's reason", () => {
  const { toRun, skipped } = withoutSkippedPages(pages, checks, new Map([["two/s/a", skip]]));
  expect(toRun).toEqual([pages[0]]);
  expect(skipped).toMatchObject([{ id: "two/s/a", verdict: "skipped", ms: 0, skip }]);
});
