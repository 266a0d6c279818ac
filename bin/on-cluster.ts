import { TargetLock } from "#fixtures/targets/target-lock";
import { onInterrupt, orInterrupted } from "./run/interrupt.ts";

/**
 * Does `work` as the only one that uses the cluster, with a signal that Ctrl-C aborts, and the loss of the lock. A second
 * Ctrl-C ends the process at once. `work` takes the lock on the engine, too, once it has found that.
 * @throws HarnessError naming the other process where one uses the cluster already
 */
export async function onCluster<T>(
  cluster: string,
  work: (signal: AbortSignal, lock: TargetLock) => Promise<T>,
): Promise<T> {
  const lock = await TargetLock.take(cluster);
  const interrupt = onInterrupt((line) => process.stderr.write(`${line}\n`));
  try {
    const signal = AbortSignal.any([interrupt.signal, lock.lost]);
    return await orInterrupted(work(signal, lock), signal);
  } finally {
    interrupt.dispose();
    await lock.release();
  }
}
