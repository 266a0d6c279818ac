import { expect, test } from "vitest";
import type { CataloguePage, CatalogueSkip } from "./index.ts";
import { skipOf, skipsOfRun } from "./skips.ts";

const skip: CatalogueSkip = {
  check: "page/section/needs-the-record",
  when: "internet-live",
  reason: "the real host keeps no record",
  reference: "docs/configuration.md#live",
};
const told = {
  reason: "the real host keeps no record",
  condition: "MESHPROOF_INTERNET=live",
  reference: "docs/configuration.md#live",
};

test("a check is left out where its condition is met, and nowhere else", () => {
  expect(skipOf(skip.check, [skip], { internet: "live", uninstall: false })).toEqual(told);
  expect(skipOf(skip.check, [skip], { internet: "stand-in", uninstall: false })).toBeUndefined();
  expect(skipOf("page/section/other", [skip], { internet: "live", uninstall: false })).toBeUndefined();
});

test("the skips of a run are those of all its pages whose condition is met", () => {
  const pages = [{ id: "other" }, { id: "page", skips: [skip] }] as CataloguePage[];
  expect([...skipsOfRun(pages, { internet: "live", uninstall: false })]).toEqual([[skip.check, told]]);
  expect([...skipsOfRun(pages, { internet: "stand-in", uninstall: false })]).toEqual([]);
});
