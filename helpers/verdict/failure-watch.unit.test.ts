import { expect, test } from "vitest";
import { seenFailing, watchingFailures } from "./failure-watch.ts";
import { holds } from "./holds.ts";
import { settle, until } from "./settle.ts";

/** What happens in a check that changes something, waits for an effect in vain, and puts the thing back. */
async function order(wait: () => Promise<unknown>): Promise<string[]> {
  const steps: string[] = [];
  const look = async (error: unknown) => {
    await Promise.resolve();
    steps.push(`looked: ${(error as Error).message.split("\n")[0]}`);
  };
  const check = async () => {
    try {
      await wait();
    } finally {
      steps.push("put back");
    }
  };
  await expect(watchingFailures(look, check)).rejects.toThrow();
  return steps;
}

const no = () => {
  throw new Error("not the page's answer");
};

test.each([
  ["settle", () => settle(async () => 1, no, { within: 1 })],
  ["holds", () => holds(async (count) => Array<number>(count).fill(1), no, { within: 1 })],
  ["an action of ours", () => seenFailing(async () => no())],
])("%s: looked at before the check puts the mesh back", async (_name, wait) => {
  expect(await order(wait)).toEqual(["looked: not the page's answer", "put back"]);
});

test("until, and an observation that fails", async () => {
  const wait = () => until("the pod", async () => undefined, { within: 1 });
  expect(await order(wait)).toEqual(["looked: the pod: not within 0.001 s", "put back"]);
  expect(
    await order(() =>
      settle(
        async () => no(),
        () => undefined,
      ),
    ),
  ).toEqual(["looked: not the page's answer", "put back"]);
});

test("without a watcher a failure is only passed on", async () => {
  await expect(seenFailing(async () => no())).rejects.toThrow("not the page's answer");
});
