import { expect, test } from "vitest";
import { beside, duration, labelled } from "./layout.ts";

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_000, "1.0 s"],
  [59_949, "59.9 s"],
  [59_950, "1 min 00 s"],
  [187_000, "3 min 07 s"],
])("%i ms is %s", (ms, text) => expect(duration(ms)).toBe(text));

test("further lines of a labelled text stay in its column", () => {
  expect(labelled("why", "one\ntwo", 6)).toBe("why   one\n      two");
});

test("texts that fit stand beside each other, others below each other", () => {
  expect(beside(["documented", "\n    a\n      b\n"], ["observed", "c"], 40)).toBe(
    "documented │ observed\na          │ c\n  b        │",
  );
  expect(beside(["documented", "a".repeat(30)], ["observed", "c"], 40)).toBe(
    `documented\n  ${"a".repeat(30)}\nobserved\n  c`,
  );
});
