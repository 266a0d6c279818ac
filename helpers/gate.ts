import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { HarnessError } from "./errors.ts";

/** The parent ends a process that waits for so long; one that is still there has no parent any more. Milliseconds. */
const patience = 45_000;

/**
 * Waits until there is a file of that name: the parent process has seen that the target is as it must be.
 * @param gate absolute path; undefined where nobody keeps a gate
 * @returns what the parent left in it; empty where nothing
 * @throws HarnessError when it does not open
 */
export async function throughGate(gate: string | undefined): Promise<string> {
  const deadline = Date.now() + patience;
  const parent = process.ppid;
  while (gate !== undefined && !existsSync(gate)) {
    // Killed, it can neither open the gate nor end this process.
    if (process.ppid !== parent) process.exit();
    if (Date.now() > deadline) {
      throw new HarnessError("the run that started this process let it wait", { hint: "run `npm test` again" });
    }
    await pause(10);
  }
  return gate === undefined ? "" : readFile(gate, "utf8");
}
