import { HarnessError } from "#helpers/errors";
import { TargetLock } from "#fixtures/target-lock";
import { onInterrupt, orInterrupted } from "./run/interrupt.ts";

/**
 * Runs a command line to its end and sets the exit code. A HarnessError is printed for a person, without a stack;
 * anything else is a bug of ours, with one.
 */
export async function main(run: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    if (error instanceof HarnessError) console.error(`\n✗ ${error.message}`);
    else console.error("\n✗ a bug of meshproof; please report it:", error);
    process.exitCode = 2;
  }
}

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
