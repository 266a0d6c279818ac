import { createServer } from "node:http";
import { expect, test, vi } from "vitest";
import { byCluster, momentNow, readDate, secondsSince } from "./moment.ts";
import { connectTo } from "./stand-in-api.ts";

/** An API server whose clock is so many milliseconds ahead of ours. */
const server = (ahead: number) =>
  createServer((_request, response) => {
    response.setHeader("date", new Date(Date.now() + ahead).toUTCString());
    response.end("{}");
  });

test.each([-86_400_000, -60_000, 60_000, 86_400_000])(
  "a clock that is %d ms ahead of ours is the one that counts",
  async (ahead) => {
    const { at } = await momentNow(await connectTo(server(ahead)));
    expect(Math.abs(at - Date.now() - ahead)).toBeLessThan(2_000);
  },
);

test("one that agrees with ours is known to the millisecond", async () => {
  const before = Date.now();
  const { at } = await momentNow(await connectTo(server(0)));
  expect(at).toBeGreaterThanOrEqual(before);
});

test.each([
  [1_500, 1_000, 1_510, 1_500],
  [1_999, 2_000, 2_001, 1_999],
  [2_000, 1_000, 2_001, 1_000],
  [900, 2_000, 950, 2_000],
])("asked at %d, told the second of %d, answered at %d", (before, told, after, at) => {
  expect(byCluster(before, told, after)).toBe(at);
});

test("how long ago it was does not change with the machine's clock", () => {
  const moment = { at: 0, elapsed: performance.now() - 2_500 };
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
  try {
    expect(secondsSince(moment)).toBe(3);
  } finally {
    vi.useRealTimers();
  }
});

test.each([undefined, "", "soon"])("an answer with the date %j is refused", (date) => {
  expect(() => readDate(date)).toThrow("the cluster's API does not tell the time");
});
