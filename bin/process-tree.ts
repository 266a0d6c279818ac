import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Ends a process and all that descend from it, in whatever process group they are: a worker's own commands lead groups
 * of their own, so that a kill of one group would leave them. Works where nothing may wait any more (at exit).
 */
export function endTree(root: number): void {
  // Parents first: what is dead starts nothing new.
  for (const pid of [root, ...descendants(root)]) kill(pid);
}

/** Everything below a process, nearest first. */
export function descendants(root: number): number[] {
  const parents = readParents();
  const found: number[] = [];
  for (let level = [root]; level.length > 0;) {
    level = [...parents].filter(([, parent]) => level.includes(parent)).map(([pid]) => pid);
    found.push(...level);
  }
  return found;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // ESRCH: it has ended, which is what we want.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function readParents(): Map<number, number> {
  const pids = readProc();
  if (pids) return new Map(pids.flatMap((pid) => parentOf(pid)));
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const rows = (stdout ?? "").trim().split("\n");
  return new Map(rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]));
}

/** The pids that /proc lists; undefined where there is no /proc (macOS). */
function readProc(): number[] | undefined {
  const names = process.platform === "linux" ? readdirSync("/proc") : undefined;
  return names?.filter((name) => /^\d+$/.test(name)).map(Number);
}

/** One entry, or none where the process ended meanwhile. See proc(5), stat: the name may hold spaces. */
function parentOf(pid: number): [pid: number, parent: number][] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return [[pid, Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]];
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}
