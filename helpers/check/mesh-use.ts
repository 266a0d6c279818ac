import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { withLock } from "#helpers/system/lock";
import { type Lock, takeLock } from "#helpers/system/lock-file";
import { stateFolder } from "#helpers/system/state-folder";

/** As many pages as are proven side by side. */
const slots = ["one", "two"];

/**
 * Runs a piece of a proof while the mesh is nobody else's, or beside one of another page that shares it. Pages are proven
 * in processes of their own, so the locks are files; that of a process that is gone is taken over.
 * @param use "alone" where what all pages stand on is broken meanwhile: istiod, the shared gateways
 * @param folder of the locks
 */
export async function withMesh<T>(
  use: "shared" | "alone",
  action: () => Promise<T>,
  folder = path.join(stateFolder(), "proof"),
): Promise<T> {
  const files = slots.map((slot) => path.join(folder, `${slot}.lock`));
  // Who waits to be alone keeps the others from coming in again.
  const held = await withLock(path.join(folder, "next.lock"), () => (use === "alone" ? all(files) : oneOf(files)));
  try {
    return await action();
  } finally {
    for (const lock of held) await lock.release();
  }
}

async function all(files: readonly string[]): Promise<Lock[]> {
  const held: Lock[] = [];
  for (const file of files) held.push(...(await oneOf([file])));
  return held;
}

async function oneOf(files: readonly string[]): Promise<Lock[]> {
  for (;;) {
    for (const file of files) {
      const taken = await takeLock(file);
      if ("release" in taken) return [taken];
    }
    await pause(50);
  }
}
