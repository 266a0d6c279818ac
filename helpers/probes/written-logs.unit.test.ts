import { expect, test } from "vitest";
import { onceWritten } from "./written-logs.ts";

test("a log is looked at until all is in it", async () => {
  let lines = 0;
  expect(
    await onceWritten(
      async () => ++lines,
      (seen) => seen === 3,
    ),
  ).toBe(3);
});

test("what is not written in time is left out, and no error: its absence may be the claim", async () => {
  const began = Date.now();
  expect(
    await onceWritten(
      async () => "one line",
      () => false,
      200,
    ),
  ).toBe("one line");
  expect(Date.now() - began).toBeGreaterThanOrEqual(200);
});
