import { describe, expect, test } from "vitest";
import { setTimeout as pause } from "node:timers/promises";
import { ClaimError, HarnessError } from "#helpers/system/errors";
import { withClaimLimits } from "./claim-limits.ts";
import { settle, until } from "./settle.ts";

/** Gives the answers one after the other, the last one for ever, and counts how often it was asked. */
function answers<T>(...given: T[]) {
  const observe = async () => given[Math.min(observe.asked++, given.length - 1)]!;
  observe.asked = 0;
  return observe;
}

const is200 = (seen: number) => {
  if (seen !== 200) throw new ClaimError(`seen ${seen}`, { expected: "200", observed: String(seen) });
};

const refused = new HarnessError("no pod", { hint: "wait" });

describe("settle", () => {
  test("asks until the state is the documented one", async () => {
    const observe = answers(503, 503, 200);
    expect(await settle(observe, is200, { every: 1 })).toBe(200);
    expect(observe.asked).toBe(3);
  });

  test("leaves its time between the beginnings of two observations; a slow one is followed at once", async () => {
    const timed = async (ms: number) => {
      const began: number[] = [];
      const observe = async () => {
        began.push(performance.now());
        await pause(ms);
        return began.length > 2 ? 200 : 503;
      };
      await settle(observe, is200, { every: 40 });
      return began[2]! - began[0]!;
    };
    expect(await timed(1)).toBeGreaterThanOrEqual(75);
    expect(await timed(60)).toBeLessThan(200);
  });

  test("ends with the claim's own objection to the last answer", async () => {
    await expect(settle(answers(503, 404), is200, { within: 20, every: 1 })).rejects.toThrow("seen 404");
  });

  test("a HarnessError of the claim or of the observation is no answer of the mesh: it ends it at once", async () => {
    const observe = answers(200);
    const cannotTell = () => {
      throw refused;
    };
    await expect(settle(observe, cannotTell, { within: 1_000, every: 1 })).rejects.toBe(refused);
    expect(observe.asked).toBe(1);
    await expect(settle(() => Promise.reject(refused), is200)).rejects.toBe(refused);
  });

  test("waits no longer than the limit around it", async () => {
    const started = performance.now();
    await expect(withClaimLimits({ within: 10 }, () => settle(answers(503), is200, { every: 1 }))).rejects.toThrow(
      "seen 503",
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("until", () => {
  test("gives the first answer", async () => {
    expect(await until("the pod", answers(undefined, undefined, "ready"), { within: 1_000, every: 1 })).toBe("ready");
  });

  test("what does not come is our failure, not the mesh's", async () => {
    const coming = until("the pod", answers(undefined), { within: 5, every: 1, seen: async () => "Pending" });
    await expect(coming).rejects.toMatchObject({
      name: "HarnessError",
      what: "the pod: not within 0.005 s",
      why: "Pending",
    });
  });
});
