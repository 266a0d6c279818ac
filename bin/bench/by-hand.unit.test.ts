import { expect, test } from "vitest";
import { pairsText } from "./by-hand.ts";

test("each pair and the medians, with what ours is of the other", () => {
  const pairs = [
    { byHand: 40, ours: 30 },
    { byHand: 20, ours: 50 },
    { byHand: 50, ours: 40 },
  ];
  expect(pairsText(pairs)).toBe(
    [
      "  by hand 40.0 s, npm test 30.0 s: 0.75",
      "  by hand 20.0 s, npm test 50.0 s: 2.50",
      "  by hand 50.0 s, npm test 40.0 s: 0.80",
      "  median: by hand 40.0 s, npm test 40.0 s: 1.00",
    ].join("\n"),
  );
});
