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
  if (!send(pid, "SIGTERM")) return;
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, grace)))]);
  clearTimeout(timer);
  send(pid, "SIGKILL");
}

/** Leaders of the groups that end with this process. */
const running = new Set<number>();

/**
 * Lets a process group end when this process exits, however that comes.
 * @returns takes that back
 */
export function endsWithUs(pid: number): () => void {
  // One listener for all: a build runs several programs at a time.
  if (running.size === 0) process.once("exit", endAll);
  running.add(pid);
  return () => {
    running.delete(pid);
    if (running.size === 0) process.removeListener("exit", endAll);
  };
}

/** Ends this process and the groups with it. In a worker of vitest `process.exit` only throws. */
export function endNow(): void {
  endAll();
  process.kill(process.pid, "SIGKILL");
}

/** Only at exit, where nothing else can run any more. */
function endAll(): void {
  for (const pid of running) send(pid, "SIGTERM");
  const deadline = Date.now() + graceAtExit;
  while (Date.now() < deadline && [...running].some(isAlive)) Atomics.wait(sleeper, 0, 0, 20);
  for (const pid of running) send(pid, "SIGKILL");
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** A child of ours that has ended stays a zombie as long as nobody can hear of it. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    // No such process, or a system without /proc, where there is nothing to wait for.
    void error;
    return false;
  }
}

/** False when there is no such group any more. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
