import { readFile } from "node:fs/promises";

/**
 * When a process began, in the kernel's own count since boot plus the boot's id, so that neither a reused pid nor a
 * restarted machine is mistaken for it. Null where /proc is missing (macOS), and where the process is gone or a zombie.
 * See proc(5), stat.
 */
export async function processStart(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    // The name in parentheses may hold spaces and parentheses: count from behind the last one. Field 22, starttime.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return null;
    return `${boot.trim()}/${fields[19]}`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
}
