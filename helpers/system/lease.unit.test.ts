import { spawnSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { HarnessError } from "./errors.ts";
import { describeMyself, type HeldLease, type LeaseHolder, type LeaseStore, parseHolder, takeLease } from "./lease.ts";

const times = { every: 20, timeToLive: 100 };

/** What all see and one holds, as an engine or a cluster is. */
class LeasedObject {
  held: HeldLease | undefined;
  count = 0;
  removed: string[] = [];

  /** What one run sees of it. */
  store(): LeaseStore & { silent: boolean } {
    let mine: string | undefined;
    const store = {
      silent: false,
      create: async (holder: LeaseHolder) => {
        if (this.held) return false;
        mine = `${(this.count += 1)}`;
        this.held = { holder, renewed: new Date().toISOString(), id: mine };
        return true;
      },
      read: async () => this.held && { ...this.held },
      renew: async () => {
        if (store.silent) throw new HarnessError("no answer", { hint: "wait" });
        if (this.held?.id !== mine) return false;
        this.held!.renewed = new Date().toISOString();
        return true;
      },
      remove: async ({ id }: HeldLease) => {
        if (this.held?.id !== id) return;
        this.held = undefined;
        this.removed.push(id);
      },
      release: async () => {
        if (this.held?.id === mine) this.held = undefined;
      },
    };
    return store;
  }
}

async function take(store: LeaseStore, more: Partial<Parameters<typeof takeLease>[1]> = {}) {
  const lease = await takeLease(store, {
    what: "the cluster c",
    say: () => undefined,
    onLost: () => undefined,
    times,
    ...more,
  });
  onTestFinished(() => lease.release());
  return lease;
}

/** A holder in another container, or on another machine: its process can't be looked for from here. */
const elsewhere = async (): Promise<LeaseHolder> => ({
  ...(await describeMyself()),
  owner: "ann:/home/ann@0a1b2c3d",
  checkout: "/home/ann/meshproof",
  command: "npm test",
  host: "laptop",
  pid: 77,
  processes: "pid:[1]",
});
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

test("a lease is held once; the second one is told who, since when, and what to do; then it is free again", async () => {
  const leased = new LeasedObject();
  const lease = await take(leased.store());
  const { owner, since, pid } = await describeMyself();
  await expect(take(leased.store())).rejects.toMatchObject({
    name: "HarnessError",
    what: "the cluster c is in use by another run",
    why: expect.stringMatching(
      new RegExp(`^${owner} holds it since ${since.slice(0, 16)}.*process ${pid} on .*; last heard of 0 s ago$`),
    ) as string,
    hint: expect.stringContaining("MESHPROOF_CLUSTER=<name>") as string,
  });
  await lease.release();
  await take(leased.store());
});

test("that of a process of this machine that is gone is taken over at once", async () => {
  const leased = new LeasedObject();
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  leased.held = { holder: { ...(await describeMyself()), pid: gone }, renewed: ago(0), id: "dead" };
  await take(leased.store());
  expect(leased.removed).toEqual(["dead"]);
});

test("that of a process of this machine that lives is respected, however long it was not renewed", async () => {
  const leased = new LeasedObject();
  leased.held = { holder: await describeMyself(), renewed: ago(3_600_000), id: "stopped" };
  await expect(take(leased.store())).rejects.toThrow("is in use by another run");
});

test("that of a holder elsewhere is respected as long as it was renewed lately", async () => {
  const leased = new LeasedObject();
  leased.held = { holder: await elsewhere(), renewed: ago(50), id: "other" };
  await expect(take(leased.store())).rejects.toMatchObject({
    why: expect.stringMatching(
      /^ann:\/home\/ann@0a1b2c3d holds it since .*: `npm test` in \/home\/ann\/meshproof, process 77 on laptop/,
    ) as string,
  });
});

test("one that died elsewhere is noticed without its process id: it was not renewed, and is not while we watch", async () => {
  const leased = new LeasedObject();
  leased.held = { holder: await elsewhere(), renewed: ago(200), id: "dead" };
  const lines: string[] = [];
  await take(leased.store(), { say: (line) => lines.push(line) });
  expect(leased.removed).toEqual(["dead"]);
  expect(lines).toEqual([expect.stringMatching(/watching whether it still lives$/)]);
});

test("a clock that is behind ours does not make a holder dead: it renews while we watch", async () => {
  const leased = new LeasedObject();
  const late = (more: number) => ({ renewed: ago(3_600_000 - more), id: "late" });
  leased.held = { holder: await elsewhere(), ...late(0) };
  const renewing = setInterval(() => Object.assign(leased.held!, late((Date.now() % 1000) + 1)), 10);
  onTestFinished(() => clearInterval(renewing));
  await expect(take(leased.store())).rejects.toThrow("is in use by another run");
});

test("of several that find a dead one, one takes it over", async () => {
  const leased = new LeasedObject();
  leased.held = { holder: await elsewhere(), renewed: ago(200), id: "dead" };
  const answers = await Promise.allSettled([1, 2, 3].map(() => take(leased.store())));
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
});

test("it is renewed as long as it is held", async () => {
  const leased = new LeasedObject();
  await take(leased.store());
  const { renewed } = leased.held!;
  await expect.poll(() => leased.held!.renewed > renewed, { timeout: 2_000 }).toBe(true);
});

test("a run whose lease somebody took over hears of it; one that gets no answer goes on, and renews it later", async () => {
  const leased = new LeasedObject();
  const lost: HarnessError[] = [];
  const onLost = (error: HarnessError) => void lost.push(error);
  await take(leased.store(), { onLost });
  leased.held = { holder: await elsewhere(), renewed: ago(0), id: "theirs" };
  await expect.poll(() => lost.length, { timeout: 2_000 }).toBe(1);
  expect(lost[0]!.what).toContain("this run no longer holds the cluster c");
  const other = new LeasedObject();
  const store = other.store();
  await take(store, { onLost });
  store.silent = true;
  await pause(times.timeToLive * 2);
  const { renewed } = other.held!;
  store.silent = false;
  await expect.poll(() => other.held!.renewed > renewed, { timeout: 2_000 }).toBe(true);
  expect(lost).toHaveLength(1);
});

test("a renewal that takes long is not overtaken by the next one", async () => {
  let [now, most] = [0, 0];
  const slow = new LeasedObject().store();
  slow.renew = async () => {
    most = Math.max(most, (now += 1));
    await pause(times.every * 3);
    now -= 1;
    return true;
  };
  await take(slow);
  await pause(times.every * 8);
  expect(most).toBe(1);
});

test("what is no holder is none", () => {
  for (const text of [undefined, "", "null", "{}", '{"pid":1}', "held"]) expect(parseHolder(text)).toBeUndefined();
});
