import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import type { CatalogueSkip } from "#helpers/catalogue/index";
import { leftOut } from "./left-out.ts";

const declaration = {
  id: "page/section/works",
  page: "page",
  section: "section",
  title: "it works",
  blocks: [],
  prints: "200",
  mutants: [],
  errata: [],
};
const skips: CatalogueSkip[] = [
  { check: declaration.id, when: "internet-live", reason: "why", reference: "docs/a.md#b" },
];
const target = (internet: "live" | "stand-in") => () => Promise.resolve({ internet });
const noTarget = () => Promise.reject(new HarnessError("no cluster is prepared", { hint: "run `npm test`" }));

test("under its condition the record is the catalogue's own words", async () => {
  expect(await leftOut(declaration, skips, target("live"))).toEqual({
    ...declaration,
    verdict: "skipped",
    ms: 0,
    evidence: "",
    skip: { reason: "why", condition: "MESHPROOF_INTERNET=live", reference: "docs/a.md#b" },
  });
});

test("else the check runs, and one without a skip asks for no target", async () => {
  expect(await leftOut(declaration, skips, target("stand-in"))).toBeUndefined();
  expect(await leftOut({ ...declaration, id: "page/section/other" }, skips, noTarget)).toBeUndefined();
  await expect(leftOut(declaration, skips, noTarget)).rejects.toThrow("no cluster is prepared");
});
