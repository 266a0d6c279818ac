import { expect, it } from "vitest";
import { wrap } from "./print.ts";

it("breaks a text at blanks and leaves longer words whole", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("https://example.com/long a", 5)).toEqual(["https://example.com/long", "a"]);
  expect(wrap("", 5)).toEqual([""]);
});
