import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { HarnessError } from "./errors.ts";
import { type Lock, takeLock } from "./lock-file.ts";
import { cacheDir } from "./paths.ts";

/** The lock of all runs on one kind cluster: checkouts share the Docker engine and so the cluster, hence the cache. */
export function clusterLockFile(cluster: string): string {
  return path.join(cacheDir(), "locks", `${cluster}.lock`);
}

/**
 * Takes a lock for this process, without waiting. The lock of a process that is gone is taken over.
 * @param what what the lock protects, for the message: `cluster "meshproof"`
 * @throws HarnessError that names the holder
 */
export async function acquireLock(file: string, { what, hint }: { what: string; hint: string }): Promise<Lock> {
  const taken = await takeLock(file);
  if ("release" in taken) return taken;
  throw new HarnessError(`${what} is in use by another run`, {
    why: `process ${taken.pid} has held it since ${taken.since}`,
    hint: hint.replaceAll("<pid>", String(taken.pid)),
  });
}

/**
 * Runs `work` while nobody else, in this process or another of this machine, holds `file` as its lock.
 * @throws the signal's reason when it ends the waiting
 */
export async function withLock<T>(file: string, work: () => Promise<T>, options: Waiting = {}): Promise<T> {
  const taken = await waitForLock(file, options);
  try {
    return await work();
  } finally {
    await taken.release();
  }
}

interface Waiting {
  /** Told the pid that is waited for. */
  waiting?: (pid: number) => void;
  signal?: AbortSignal;
}

/**
 * Takes a lock for this process as soon as nobody else holds it.
 * @throws the signal's reason when it ends the waiting
 */
export async function waitForLock(file: string, { waiting, signal }: Waiting = {}): Promise<Lock> {
  let taken = await takeLock(file);
  while (!("release" in taken)) {
    waiting?.(taken.pid);
    await pause(300, undefined, { signal });
    taken = await takeLock(file);
  }
  return taken;
}
