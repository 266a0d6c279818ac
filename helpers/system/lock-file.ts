import { unlinkSync } from "node:fs";
import { link, mkdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { HarnessError, messageOf } from "./errors.ts";
import { processStart } from "./process-start.ts";

/** Who holds a lock. */
export interface LockHolder {
  pid: number;
  /** When the lock was taken, ISO 8601. */
  since: string;
  /** When that process itself began, as the kernel tells it: a pid that was given to another process is not a holder. */
  processStart: string | null;
}

export interface Lock {
  file: string;
  /** Gives the lock back. Safe to call twice; happens by itself when the process exits. */
  release(): Promise<void>;
}

/**
 * Takes a lock for this process if nobody holds it, without waiting. The lock of a process that is gone is taken over.
 * @returns the lock, or who holds it
 * @throws HarnessError when the folder cannot be written
 */
export async function takeLock(file: string): Promise<Lock | LockHolder> {
  const mine = JSON.stringify(await describeMyself());
  // Written aside and linked: the lock appears with its whole content, so nobody reads it half written.
  const draft = aside(file);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, mine);
  } catch (cause) {
    throw new HarnessError(`cannot write to the folder ${path.dirname(file)}`, {
      why: messageOf(cause),
      hint: "make it writable and see that its disk has room, or choose another (MESHPROOF_REPORTS, MESHPROOF_CACHE)",
      cause,
    });
  }
  try {
    while (!(await claim(draft, file))) {
      const found = await readOrNothing(file);
      if (found === undefined) continue;
      const holder = parse(found);
      if (holder && (await isAlive(holder))) return holder;
      await clearStale(file, found);
    }
  } finally {
    await unlink(draft);
  }
  return hold(file, mine);
}

/** A name of its own for each call: two of one process must not share it. */
const aside = (file: string): string => `${file}.${process.pid}.${(calls += 1)}`;
let calls = 0;

/** The locks that this process holds. */
const held = new Set<string>();

/** Only at exit, where nothing else can run any more; the ordinary way out is `release`. */
function removeAll(): void {
  for (const file of held) {
    try {
      unlinkSync(file);
    } catch (error) {
      ignoreMissing(error);
    }
  }
}

function hold(file: string, mine: string): Lock {
  // One listener for all: a build takes a lock for each of its parts.
  if (held.size === 0) process.once("exit", removeAll);
  held.add(file);
  let released = false;
  const release = async () => {
    if (released) return;
    released = true;
    held.delete(file);
    if (held.size === 0) process.removeListener("exit", removeAll);
    if ((await readOrNothing(file)) === mine) await unlink(file).catch(ignoreMissing);
  };
  return { file, release };
}

async function claim(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Moves a dead holder's lock out of the way. Of two processes that found it, one moves it; what the other then moves
 * is the first one's fresh lock, which it recognises by its content and puts back.
 */
async function clearStale(file: string, stale: string): Promise<void> {
  const moved = aside(file);
  try {
    await rename(file, moved);
  } catch (error) {
    return ignoreMissing(error);
  }
  if ((await readFile(moved, "utf8")) !== stale) await claim(moved, file);
  await unlink(moved);
}

async function describeMyself(): Promise<LockHolder> {
  const { pid } = process;
  return { pid, since: new Date().toISOString(), processStart: await processStart(pid) };
}

async function isAlive({ pid, processStart: started }: LockHolder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return started === null || (await processStart(pid)) === started;
}

/** A lock that is not ours to read (an older version's, a stray file) counts as stale. */
function parse(text: string): LockHolder | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockHolder> | null;
    if (typeof value?.pid !== "number" || !Number.isInteger(value.pid) || value.pid < 1) return undefined;
    return { pid: value.pid, since: String(value.since), processStart: value.processStart ?? null };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readOrNothing(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    return ignoreMissing(error);
  }
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
