import { expect, test } from "vitest";
import { shortText } from "./short-text.ts";

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

test.each([
  ["one\ntwo\n", ["one", "two"]],
  [lines(8).join("\n"), lines(8)],
  [lines(9).join("\n"), [...lines(8), "… 1 more line"]],
  [lines(2_000).join("\n"), [...lines(8), "… 1992 more lines"]],
  ["x".repeat(301), [`${"x".repeat(300)}…`]],
])("%#", (text, shown) => {
  expect(shortText(text)).toEqual(shown);
});
