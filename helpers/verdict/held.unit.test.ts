import { expect, test } from "vitest";
import { heldText, leakExcludedBy, noteAsked, noteHeld, withHeld } from "./held.ts";

test("the share of leaks that is excluded at 95 %", () => {
  expect(leakExcludedBy(60)).toBeCloseTo(0.0487, 4);
  // As the formula has it: this many requests miss such a leak in one of twenty cases.
  expect((1 - leakExcludedBy(60)) ** 60).toBeCloseTo(0.05, 10);
});

test.each([
  [60, "0 of 60: a leak of 5 % would have been seen"],
  [120, "0 of 120: a leak of 3 % would have been seen"],
  [600, "0 of 600: a leak of 0.5 % would have been seen"],
])("%i requests", (requests, text) => expect(heldText(requests)).toBe(text));

test("of several claims the least asked one counts", async () => {
  const { held } = await withHeld(async () => [120, 60, 90].forEach(noteHeld));
  expect(held).toBe(60);
});

test("what its claims were decided by is added up, whether they held or not", async () => {
  expect(await withHeld(async () => [60, 15].forEach(noteAsked))).toMatchObject({ asked: 75, held: undefined });
});

test("a check without such a claim tells none; outside of a check nothing happens", async () => {
  expect(await withHeld(async () => undefined)).toMatchObject({ held: undefined, asked: undefined });
  noteHeld(60);
  noteAsked(60);
});
