import { describe, expect, it } from "vitest";
import { hashOf, parseBlocks } from "./blocks.ts";
import { compareBlocks, hasDrift, type Drift } from "./drift.ts";
import type { CatalogueBlock } from "./index.ts";

/** Blocks of one line each, three document lines apart. */
const catalogued = (...texts: string[]): CatalogueBlock[] =>
  texts.map((text, index) => ({
    id: `page/section/${text}${index}`,
    lines: [index * 3 + 2, index * 3 + 2],
    sha256: hashOf(text),
    kind: "command",
    claim: null,
    checks: ["page/section/check"],
    byHand: [text],
  }));
const found = (...texts: string[]) => parseBlocks(texts.map((text) => `\`\`\`\n${text}\n\`\`\``).join("\n"), "page.md");

const summary = (drift: Drift) => ({
  unchanged: drift.unchanged,
  changed: drift.changed.map(({ was, now }) => `${was.id.slice(13)}>${now.text}`),
  moved: drift.moved.map(({ was }) => was.id.slice(13)),
  vanished: drift.vanished.map(({ id }) => id.slice(13)),
  added: drift.added.map(({ text }) => text),
});
const none = { unchanged: 0, changed: [], moved: [], vanished: [], added: [] };
const compare = (was: string[], now: string[]) => summary(compareBlocks(catalogued(...was), found(...now)));

describe("compareBlocks", () => {
  it("finds nothing in an equal copy", () => {
    const drift = compareBlocks(catalogued("a", "b"), found("a", "b"));
    expect(summary(drift)).toEqual({ ...none, unchanged: 2 });
    expect(drift.shifted).toBe(0);
    expect(hasDrift(drift)).toBe(false);
  });

  it("counts blocks that only stand elsewhere, and calls that no drift", () => {
    const drift = compareBlocks(catalogued("a", "b"), parseBlocks("prose\n```\na\n```\n```\nb\n```", "page.md"));
    expect(drift.shifted).toBe(2);
    expect(hasDrift(drift)).toBe(false);
  });

  it("names a block that changed by its place", () => {
    expect(compare(["a", "b", "c"], ["a", "x", "c"])).toEqual({ ...none, unchanged: 2, changed: ["b1>x"] });
  });

  it("names blocks that vanished and that are new", () => {
    expect(compare(["a", "b", "c"], ["a", "c"])).toEqual({ ...none, unchanged: 2, vanished: ["b1"] });
    expect(compare(["a", "c"], ["a", "b", "c", "d"])).toEqual({ ...none, unchanged: 2, added: ["b", "d"] });
    expect(compare(["a"], [])).toEqual({ ...none, vanished: ["a0"] });
  });

  it("tells equal blocks apart by their order", () => {
    expect(compare(["a", "b", "a"], ["a", "b"])).toEqual({ ...none, unchanged: 2, vanished: ["a2"] });
  });

  it("names a block that moved", () => {
    expect(compare(["a", "b", "c"], ["b", "c", "a"])).toEqual({ ...none, unchanged: 2, moved: ["a0"] });
    expect(hasDrift(compareBlocks(catalogued("a", "b"), found("b", "a")))).toBe(true);
  });
});
