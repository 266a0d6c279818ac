import { describe, expect, test, vi } from "vitest";
import { noteChange } from "./changes.ts";
import { HarnessError } from "#helpers/system/errors";
import { withHeld } from "./held.ts";
import { ending, leak, mesh, onAClockOfItsOwn, refused } from "./holds.samples.ts";
import { withClaimLimits } from "./claim-limits.ts";
import { holds } from "./holds.ts";
import type { UnstableError } from "./unstable.ts";

onAClockOfItsOwn();

describe("a mesh that is as documented", () => {
  test("is asked three times to see that it has converged, then sixty times", async () => {
    const ask = mesh(() => "reset");
    expect(await ending(holds(ask, refused))).toBe("reset");
    expect(ask.asked).toBe(63);
  });

  test("is asked sixty times where all are asked at once: the first three of them show that it has converged", async () => {
    const ask = mesh(() => "reset");
    expect(await ending(holds(ask, refused, { batch: 60 }))).toBe("reset");
    expect(ask.asked).toBe(60);
  });

  test("tells how many requests held", async () => {
    const { held } = await withHeld(() =>
      ending(
        holds(
          mesh(() => "reset"),
          refused,
          { requests: 40 },
        ),
      ),
    );
    expect(held).toBe(40);
  });

  test("is asked once where one call is for all of the requests", async () => {
    const ask = mesh(() => "reset");
    await ending(holds(ask, refused, { batch: 60 }));
    expect(ask.asked).toBe(60);
  });

  test("needs no look at whether it has converged where its last change is long over", async () => {
    vi.advanceTimersByTime(10_001);
    const ask = mesh(() => "reset");
    await ending(holds(ask, refused));
    expect(ask.asked).toBe(60);
  });
});

describe("power", () => {
  /** How many of the runs on a mesh with that leak end in red. */
  async function caught(share: number, runs = 200, batch = 15): Promise<number> {
    let red = 0;
    for (let run = 0; run < runs; run += 1) {
      noteChange();
      if ((await ending(holds(mesh(leak(share)), refused, { batch }))) instanceof Error) red += 1;
    }
    return red / runs;
  }

  test("a leak of 50 % is always caught", async () => expect(await caught(0.5, 50)).toBe(1));
  test("one of 90 % as well", async () => expect(await caught(0.9, 10)).toBe(1));
  test("one of 10 % in at least 95 of 100", async () => expect(await caught(0.1)).toBeGreaterThanOrEqual(0.95));
  test("the same where one call is for all of the requests", async () => {
    expect(await caught(0.1, 100, 60)).toBeGreaterThanOrEqual(0.95);
  });
  // The expected share is 95 % at least; three standard deviations of 200 runs are less than five percent.
  test("one of 5 % in about 95 of 100", async () => expect(await caught(0.05)).toBeGreaterThanOrEqual(0.9));

  test("all asked at once: a leak of 50 % is always caught, one of 10 % in at least 95 of 100", async () => {
    expect(await caught(0.5, 50, 60)).toBe(1);
    expect(await caught(0.1, 200, 60)).toBeGreaterThanOrEqual(0.95);
  });

  test("a slow but honest propagation is never called unstable", async () => {
    for (let run = 0; run < 40; run += 1) {
      noteChange();
      const over = 100 + Math.random() * 9_800;
      const mixedFrom = Math.random() * over;
      const honest = (since: number) =>
        since >= over ? "reset" : since < mixedFrom || Math.random() < 0.5 ? "200" : "reset";
      expect(await ending(holds(mesh(honest), refused, { batch: run % 2 ? 15 : 60 }))).toBe("reset");
    }
  });
});

describe("what is not as documented", () => {
  test("every answer wrong: the claim's own objection, not unstable", async () => {
    expect(
      await ending(
        holds(
          mesh(() => "200"),
          refused,
        ),
      ),
    ).toMatchObject({ message: "seen 200" });
  });

  test("a wrong answer now and then: the sequence, and both kinds with their number", async () => {
    let turn = 0;
    const every4th = () => (++turn % 4 === 0 ? "200" : "reset");
    const error = (await ending(holds(mesh(every4th), refused))) as UnstableError;
    expect(error.name).toBe("AssertionError");
    expect(error.message).toMatch(
      /^unstable: 60 of 240 answers were not the documented one .*: [✓✗]{60}…; one of them: seen 200$/,
    );
    expect(error.sequence).toMatch(/✓✓✓✗✓✓✓✗/);
    expect(error).toMatchObject({
      right: 180,
      wrong: 60,
      expected: "reset",
      observed: '✓ 180 of 240: "reset"\n✗ 60 of 240: "200"',
    });
  });

  test("right by chance, then wrong, then right for good: asked again, and twice as often", async () => {
    const changed = Date.now();
    const ask = mesh((since) => (since <= 15 || since > 4_000 ? "reset" : "200"));
    const { ended, held } = await withHeld(() => ending(holds(ask, refused)));
    expect({ ended, held }).toEqual({ ended: "reset", held: 120 });
    // Not before it was right for good, and no longer than that.
    expect(Date.now() - changed).toBeGreaterThanOrEqual(4_000);
    expect(Date.now() - changed).toBeLessThan(6_000);
  });

  test.each([-86_400_000, 86_400_000])(
    "the machine's clock is set by %d ms in the middle of it: nothing changes",
    async (by) => {
      let isSet = false;
      const ask = mesh((since) => {
        if (since > 1_000 && !isSet) vi.setSystemTime(Date.now() + by);
        isSet ||= since > 1_000;
        return since > 4_000 ? "reset" : "200";
      });
      expect(await ending(holds(ask, refused))).toBe("reset");
      expect(ask.asked).toBeGreaterThan(60);
    },
  );

  test("after it, one wrong answer of sixty is enough", async () => {
    vi.advanceTimersByTime(10_001);
    let turn = 0;
    const once = () => (++turn === 30 ? "200" : "reset");
    expect(await ending(holds(mesh(once), refused))).toMatchObject({ wrong: 1, right: 59 });
  });

  test("requests that all fail are not asked to the end", async () => {
    vi.advanceTimersByTime(10_001);
    const ask = mesh(() => "200");
    await ending(holds(ask, refused));
    expect(ask.asked).toBe(15);
  });

  test("waits no longer than the limit around it", async () => {
    const began = Date.now();
    await ending(
      withClaimLimits({ within: 50 }, () =>
        holds(
          mesh(() => "200"),
          refused,
        ),
      ),
    );
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});

describe("our own failures", () => {
  const noPod = new HarnessError("no pod", { hint: "wait" });

  test("a HarnessError of the claim or of the requests ends it at once", async () => {
    const cannotTell = () => {
      throw noPod;
    };
    expect(
      await ending(
        holds(
          mesh(() => "reset"),
          cannotTell,
        ),
      ),
    ).toBe(noPod);
    expect(await ending(holds(() => Promise.reject(noPod), refused))).toBe(noPod);
  });

  test("among right answers it is not taken for a wrong one", async () => {
    vi.advanceTimersByTime(10_001);
    let turn = 0;
    const cannotTellOnce = () => {
      if (++turn === 20) throw noPod;
    };
    expect(
      await ending(
        holds(
          mesh(() => "reset"),
          cannotTellOnce,
        ),
      ),
    ).toBe(noPod);
  });

  test("a request without an answer is a bug of the check's", async () => {
    expect(await ending(holds(async () => ["reset"], refused))).toMatchObject({ name: "HarnessError" });
  });
});
