import { readFileSync } from "node:fs";

/** How long a program and its children may take to clean up after SIGTERM before they get SIGKILL. Milliseconds. */
export const graceOfChild = 2_000;

/** The same where this process itself exits and can only wait with everything else at a standstill. Milliseconds. */
const graceAtExit = 1_000;

/**
 * Ends a process group: SIGTERM, so that its programs can remove what they made, then SIGKILL for what is left of it.
 * @param pid of the group's leader
 * @param ended settles when the leader has ended
 */
export async function endGroup(pid: number, ended: Promise<unknown>, grace = graceOfChild): Promise<void> {
  if (!send(-pid, "SIGTERM")) return;
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, grace)))]);
  clearTimeout(timer);
  send(-pid, "SIGKILL");
}

/** What ends with this process, as kill(2) names it: a process, or a group by the negative of its leader. */
const running = new Set<number>();

/**
 * Lets a process, or a process group by the negative of its leader, end when this process exits, however that comes.
 * @returns takes that back
 */
export function endsWithUs(target: number): () => void {
  // One listener for all: a build runs several programs at a time.
  if (running.size === 0) process.once("exit", endAtExit);
  running.add(target);
  return () => {
    running.delete(target);
    if (running.size === 0) process.removeListener("exit", endAtExit);
  };
}

/**
 * Ends this process and what ends with it. In a worker of vitest `process.exit` only throws. Sooner than whoever started
 * this process, and gives it the time above, loses patience.
 */
export function endNow(): void {
  endAll(graceAtExit / 2);
  // What others do at an exit: give back their locks.
  process.emit("exit", 0);
  process.kill(process.pid, "SIGKILL");
}

/** Only at exit, where nothing else can run any more. */
function endAll(grace = graceAtExit): void {
  for (const target of running) send(target, "SIGTERM");
  const deadline = performance.now() + grace;
  while (performance.now() < deadline && [...running].some(isAlive)) Atomics.wait(sleeper, 0, 0, 20);
  for (const target of running) send(target, "SIGKILL");
}

const endAtExit = () => endAll();

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** A child of ours that has ended stays a zombie as long as nobody can hear of it. */
function isAlive(target: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${Math.abs(target)}/stat`, "utf8"));
  } catch (error) {
    // No such process, or a system without /proc, where there is nothing to wait for.
    void error;
    return false;
  }
}

/** False when there is no such process or group any more. */
function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
