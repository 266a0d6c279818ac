import { readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { HarnessError } from "./errors.ts";
import { owner } from "./ownership.ts";
import { projectDir } from "./paths.ts";
import { processStart } from "./process-start.ts";

/** Who holds a lease, for people and for those who want it next. */
export interface LeaseHolder {
  owner: string;
  checkout: string;
  /** "npm test". */
  command: string;
  host: string;
  pid: number;
  /** In which pids mean the same: a boot of a machine and a pid namespace of it. Null where there is no /proc. */
  processes: string | null;
  /** When the process began, as the kernel tells it. */
  processStart: string | null;
  /** ISO 8601. */
  since: string;
}

/** A lease as it is found. */
export interface HeldLease {
  /** Undefined where it was not written by us. */
  holder: LeaseHolder | undefined;
  /** When it was renewed last, by the holder's clock, ISO 8601. */
  renewed: string;
  /** For the store: changes whenever somebody else takes the lease. */
  id: string;
}

/** Where a lease lies, seen by all who use what it protects. */
export interface LeaseStore {
  /** Takes the lease if nobody has it, at once or not at all. */
  create(holder: LeaseHolder): Promise<boolean>;
  read(): Promise<HeldLease | undefined>;
  /** Notes that the holder lives. False where the lease is no longer its own. */
  renew(): Promise<boolean>;
  /** Takes away the lease that was read, unless somebody else has it by now. */
  remove(held: HeldLease): Promise<void>;
  /** Gives back one's own. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  /** For messages: "the cluster meshproof". */
  what: string;
  /** Told what is waited for. */
  say: (line: string) => void;
  /** Told when somebody else has the lease. */
  onLost: (error: HarnessError) => void;
  signal?: AbortSignal;
  times?: LeaseTimes;
}

/** Milliseconds. */
export interface LeaseTimes {
  /** From one renewal to the next. */
  every: number;
  /** Without a renewal for this long, the holder counts as dead. */
  timeToLive: number;
}

export const leaseTimes: LeaseTimes = { every: 10_000, timeToLive: 45_000 };

/**
 * Takes a lease and renews it until it is released. That of a holder that died is taken over: at once where its process
 * can be looked for, and else when it was not renewed for its time to live, and is not while we watch.
 * @throws HarnessError that says who holds it, since when, and what to do
 */
export async function takeLease(store: LeaseStore, options: LeaseOptions): Promise<{ release(): Promise<void> }> {
  const me = await describeMyself();
  while (!(await store.create(me))) {
    options.signal?.throwIfAborted();
    const held = await store.read();
    if (held === undefined) continue;
    if (!(await isDead(held, store, options))) throw inUse(held, options);
    await store.remove(held);
  }
  const renewing = renewRegularly(store, options);
  return {
    release: async () => {
      clearInterval(renewing);
      await store.release();
    },
  };
}

/** This process as a holder. */
export async function describeMyself(): Promise<LeaseHolder> {
  const script = process.env.npm_lifecycle_event;
  return {
    owner: owner(),
    checkout: projectDir,
    command: script === "test" ? "npm test" : script ? `npm run ${script}` : process.argv.slice(1, 2).join(" "),
    host: hostname(),
    pid: process.pid,
    processes: await pidNamespace(),
    processStart: await processStart(process.pid),
    since: new Date().toISOString(),
  };
}

/** A holder's text, read back; undefined where it isn't one. */
export function parseHolder(text: string | undefined): LeaseHolder | undefined {
  try {
    const value = JSON.parse(text ?? "") as Partial<LeaseHolder> | null;
    return typeof value?.owner === "string" && typeof value.pid === "number" ? (value as LeaseHolder) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function pidNamespace(): Promise<string | null> {
  try {
    return await readlink("/proc/self/ns/pid");
  } catch (error) {
    // No /proc on this system, or none that we may read.
    void error;
    return null;
  }
}

async function isDead(held: HeldLease, store: LeaseStore, { say, signal, times = leaseTimes }: LeaseOptions) {
  const known = await processOf(held.holder);
  if (known !== "unknown") return known === "gone";
  if (ageOf(held) < times.timeToLive) return false;
  // Clocks of two machines may differ: one that lives renews the lease while we watch.
  say(`the run that has it was last heard of at ${held.renewed}: watching whether it still lives`);
  await pause(times.every * 1.5, undefined, { signal });
  const again = await store.read();
  return again === undefined || (again.id === held.id && again.renewed === held.renewed);
}

/** What this machine knows of the holder's process: nothing, where it runs on another one or in another container. */
async function processOf(holder: LeaseHolder | undefined): Promise<"lives" | "gone" | "unknown"> {
  if (!holder?.processStart || holder.processes === null) return "unknown";
  const mine = await describeMyself();
  const boot = (start: string | null) => start?.split("/")[0];
  if (holder.processes !== mine.processes || boot(holder.processStart) !== boot(mine.processStart)) return "unknown";
  return (await processStart(holder.pid)) === holder.processStart ? "lives" : "gone";
}

const ageOf = ({ renewed }: HeldLease): number => Math.max(0, Date.now() - Date.parse(renewed));

function inUse(held: HeldLease, { what, times = leaseTimes }: LeaseOptions): HarnessError {
  const { holder } = held;
  const who = holder
    ? `${holder.owner} holds it since ${holder.since}: \`${holder.command}\` in ${holder.checkout}, process ${holder.pid} on ${holder.host}`
    : "somebody holds it who left no name";
  return new HarnessError(`${what} is in use by another run`, {
    why: `${who}; last heard of ${Math.round(ageOf(held) / 1000)} s ago`,
    hint: `wait for that run to end (one that was killed is noticed within ${(times.timeToLive + 1.5 * times.every) / 1000} s), or take a cluster of your own: MESHPROOF_CLUSTER=<name>`,
  });
}

function renewRegularly(store: LeaseStore, { what, onLost, times = leaseTimes }: LeaseOptions): NodeJS.Timeout {
  let renewing = false;
  const renew = async () => {
    // On a machine that is overloaded a renewal may take longer than the next one is away.
    if (renewing) return;
    renewing = true;
    try {
      if (await store.renew()) return;
      clearInterval(timer);
      onLost(lost(what));
    } catch (error) {
      // No answer says nothing of who holds it, and without one this run can do no harm there either.
      if (!(error instanceof HarnessError)) throw error;
    } finally {
      renewing = false;
    }
  };
  const timer = setInterval(() => void renew(), times.every);
  return timer.unref();
}

const lost = (what: string): HarnessError =>
  new HarnessError(`this run no longer holds ${what}: another one has taken it over, or somebody removed its lock`, {
    hint: "run it again; two runs on one cluster would see each other's namespaces and policies",
  });
