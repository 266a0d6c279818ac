import { describe, expect, it } from "vitest";
import { coverageOf, describeCoverage, type CatalogueBlock, type Erratum } from "./index.ts";
import { problemsOf, type Catalogued } from "./rules.ts";
import { block, check, erratum, page } from "./samples.ts";

const problems = (changes: Partial<Catalogued> = {}) =>
  problemsOf({
    pages: [page([block()])],
    checks: [check()],
    exists: () => true,
    livePages: [{ name: "page", title: "Page", url: "https://example.com/page/" }],
    ...changes,
  });

const planned = (blocks: CatalogueBlock[]) => ({
  pages: [page(blocks, { suite: "planned" })],
  checks: [],
  livePages: [],
});

describe("a catalogue", () => {
  it("has no problem when every block has an answer and every mapping both ends", () => {
    expect(problems()).toEqual([]);
  });

  it("may declare a deviation in place of a check", () => {
    const blocks = [block(), block({ id: "page/section/2", lines: [3, 3], checks: [], deviation: "Shared cluster." })];
    expect(problems({ pages: [page(blocks)] })).toEqual([]);
  });

  it.each<[string, CatalogueBlock, RegExp]>([
    ["maps to nothing", block({ checks: [] }), /block page\/section\/1 maps to nothing/],
    ["has a check and a deviation", block({ deviation: "why" }), /has checks and a deviation/],
    [
      "has a variant of no check",
      block({ checks: [], deviation: "why", variant: "how" }),
      /has a variant but no check/,
    ],
    [
      "maps to a check that does not exist",
      block({ checks: ["page/section/works", "page/section/gone"] }),
      /maps to check page\/section\/gone, which does not exist/,
    ],
    ["has no hash", block({ sha256: "abc" }), /has no SHA-256/],
    ["ends before it begins", block({ lines: [5, 4] }), /ends \(line 4\) before it begins \(line 5\)/],
    ["is output that says nothing", block({ kind: "output" }), /prints something: say what/],
    ["prints but is no output", block({ prints: "200" }), /its kind is output/],
    ["is a manifest without a file", block({ kind: "manifest" }), /name the file that carries it/],
    ["cannot be done by hand", block({ byHand: [] }), /no commands to reproduce it by hand/],
    ["stands in another section", block({ id: "page/other/1" }), /its id must begin with page\/section\//],
  ])("fails where a block %s", (_, wrong, message) => {
    expect(problems({ pages: [page([wrong])], checks: [check({ blocks: [] })] })).toContainEqual(
      expect.stringMatching(message),
    );
  });

  it("fails where a check is claimed by no block", () => {
    const lonely = check({ id: "page/section/lonely", blocks: [] });
    expect(problems({ checks: [check(), lonely] })).toEqual(["check page/section/lonely is claimed by no block"]);
  });

  it("fails where a check and a block disagree about each other", () => {
    expect(problems({ checks: [check({ blocks: ["page/section/9"] })] })).toEqual([
      "check page/section/works names block page/section/9, which does not exist",
    ]);
    const other = check({ id: "page/section/other" });
    const blocks = [block(), block({ id: "page/section/2", lines: [3, 3], checks: ["page/section/other"] })];
    expect(problems({ pages: [page(blocks)], checks: [check(), other] })).toEqual([
      "check page/section/other names block page/section/1, but that block does not map to it",
    ]);
  });

  it("fails where a check cannot be broken, or stands in no section of its page", () => {
    expect(problems({ checks: [check({ mutants: [] })] })).toEqual([
      "check page/section/works declares no way to break the mesh under it",
    ]);
    expect(problems({ checks: [check({ section: "elsewhere" })] })).toEqual([
      "check page/section/works is of section elsewhere, which the page does not have",
    ]);
  });

  it("fails where output is only set-up for its checks", () => {
    const output = block({ kind: "output", prints: "200" });
    expect(problems({ pages: [page([output])] })).toEqual([]);
    expect(problems({ pages: [page([output])], checks: [check({ blocks: [] })] })).toEqual([
      "block page/section/1 prints something, and none of its checks names it among its blocks",
    ]);
  });

  it("fails where a block is missing, twice there, or out of order", () => {
    expect(problems({ pages: [page([block()], { blocksInDocument: 2 })] })).toEqual([
      "page page has 1 blocks in the catalogue, its document has 2",
    ]);
    expect(problems({ pages: [page([block(), block()])] })).toEqual([
      "block page/section/1 exists twice",
      "block page/section/1 does not come after the one before it (line 1)",
    ]);
  });

  it("fails where a live page's manifest is not there", () => {
    const blocks = [block({ kind: "manifest", manifests: ["gone.yaml"] })];
    expect(problems({ pages: [page(blocks)], exists: (file) => file !== "page/gone.yaml" })).toEqual([
      "block page/section/1 names the manifest gone.yaml, which is not in suites/page",
    ]);
  });

  it("fails where an erratum is unknown, twice there, or of no block", () => {
    const withErrata = (...errata: Erratum[]) => ({ pages: [page([block()], { errata })] });
    expect(problems(withErrata(erratum()))).toEqual([]);
    expect(problems({ checks: [check({ errata: ["typo"] })] })).toEqual([
      "check page/section/works names erratum typo, which does not exist",
    ]);
    expect(problems(withErrata(erratum(), erratum()))).toEqual(["erratum of page: typo exists twice"]);
    expect(problems(withErrata(erratum({ blocks: ["page/x/1"] })))).toEqual([
      "erratum typo names block page/x/1, which does not exist",
    ]);
  });

  it("fails where a check belongs to a page that is not catalogued", () => {
    expect(problems({ checks: [check(), check({ id: "x/y/z", page: "x", blocks: [] })] })).toEqual([
      "check x/y/z is of page x, which is not in the catalogue",
    ]);
  });
});

describe("a planned page", () => {
  it("may name checks and manifests that do not exist yet", () => {
    expect(
      problems({ ...planned([block({ kind: "manifest", manifests: ["later.yaml"] })]), exists: () => false }),
    ).toEqual([]);
  });

  it("still needs an answer for every block", () => {
    expect(problems(planned([block({ checks: [] })]))).toContainEqual(expect.stringMatching(/maps to nothing/));
  });

  it("must become live with its first check", () => {
    expect(problems({ ...planned([block()]), checks: [check()] })).toEqual([
      'page page has 1 checks and is still catalogued as planned: set its suite to "live"',
    ]);
  });

  it("is not among the pages that are run, a live one is", () => {
    expect(problems({ livePages: [] })).toEqual(["page page is catalogued as live but is not in suites/pages.ts"]);
    expect(
      problems({
        ...planned([block()]),
        livePages: [{ name: "page", title: "Page", url: "https://example.com/page/" }],
      }),
    ).toEqual(["page page is catalogued as planned but is in suites/pages.ts"]);
    expect(problems({ livePages: [{ name: "page", title: "Page", url: "https://example.com/" }] })).toEqual([
      "page page has another title or address in suites/pages.ts",
    ]);
  });
});

describe("coverage", () => {
  it("counts a planned page's blocks as planned, deviations among them", () => {
    const blocks = [block(), block({ id: "page/section/2", checks: [], deviation: "why" })];
    const pages = [page(blocks), page(blocks, { id: "later", suite: "planned" })];
    const coverage = coverageOf(pages, new Set(["page/section/works"]));
    expect(coverage).toEqual({ blocks: 4, checked: 1, deviations: 1, planned: 2, unmapped: 0 });
    expect(describeCoverage(coverage)).toBe(
      "2 of 4 blocks accounted for: 1 by checks, 1 by declared deviations; 2 planned, no check written yet",
    );
  });

  it("does not count a block of a live page whose check does not exist", () => {
    expect(coverageOf([page([block()])], new Set())).toMatchObject({ checked: 0, unmapped: 1 });
  });
});
