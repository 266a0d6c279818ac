import { HarnessError } from "#helpers/errors";
import { acquireLock, clusterLockFile } from "#helpers/lock";
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
 * Does `work` as the only one on this machine that uses the cluster, with a signal that Ctrl-C aborts. A second Ctrl-C
 * ends the process at once.
 * @throws HarnessError naming the other process where one uses the cluster already
 */
export async function onCluster<T>(cluster: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const lock = await acquireLock(clusterLockFile(cluster), {
    what: `the cluster ${cluster}`,
    hint: "wait for that run to end, or end it (kill <pid>), or take a cluster of your own: MESHPROOF_CLUSTER=<name>",
  });
  const interrupt = onInterrupt((line) => process.stderr.write(`${line}\n`));
  try {
    return await orInterrupted(work(interrupt.signal), interrupt.signal);
  } finally {
    interrupt.dispose();
    await lock.release();
  }
}
