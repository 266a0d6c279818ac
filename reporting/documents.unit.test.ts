import { expect, test } from "vitest";
import type { CatalogueBlock, CataloguePage } from "#helpers/catalogue/index";
import { documentOf, errataOf } from "./documents.ts";

const block = (id: string, sha256: string): CatalogueBlock => ({
  id,
  lines: [1, 2],
  sha256,
  kind: "command",
  claim: null,
  checks: [],
  byHand: [`kubectl get ${id}`],
});

const page = (...blocks: CatalogueBlock[]): CataloguePage => ({
  id: "one",
  title: "One",
  url: "https://istio.io/one/",
  language: "es",
  copy: "002",
  titles: [],
  suite: "live",
  blocksInDocument: blocks.length,
  sections: [
    { slug: "a", title: "A", anchor: "the-a", blocks },
    { slug: "b", title: "B", blocks: [] },
  ],
  errata: [{ id: "typo", blocks: ["one/a/1"], edition: { in: ["es"] }, text: "a typo", whatTheSuiteDoes: "" }],
});

test("a document has its sections with their anchors, its edition and its blocks", () => {
  expect(documentOf(page(block("one/a/1", "ab")))).toEqual({
    id: "one",
    title: "One",
    url: "https://istio.io/one/",
    sections: [
      { slug: "a", title: "A", anchor: "the-a" },
      { slug: "b", title: "B" },
    ],
    edition: { language: "es", copy: "002", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    blocks: [{ id: "one/a/1", lines: [1, 2], sha256: "ab", byHand: ["kubectl get one/a/1"] }],
  });
});

test("its sum changes with any block, and with their order", () => {
  const sums = [
    ["ab", "cd"],
    ["ab", "ce"],
    ["cd", "ab"],
  ].map((each) => documentOf(page(...each.map((sum) => block("one/a/1", sum)))).edition!.sha256);
  expect(new Set(sums).size).toBe(3);
});

test("errata say their edition and their blocks", () => {
  expect(errataOf(page())).toEqual([{ id: "typo", page: "one", text: "a typo (Edition: es.)", blocks: ["one/a/1"] }]);
});
