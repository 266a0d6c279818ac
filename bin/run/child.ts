import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { HarnessError } from "#helpers/errors";
import { endTree } from "./process-tree.ts";

export interface ChildOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Called with each message that the child sends. */
  onMessage: (message: unknown) => void;
  /** Called with what the child prints. */
  onOutput: (text: string) => void;
  /** Ends the child, and all that it started, at once. */
  signal: AbortSignal;
  /** Milliseconds without a message after which the child counts as hung and is ended. */
  patience: number;
  /** Is it a person that the child waits for? Then it does not hang. */
  waits?: () => boolean;
}

export interface ChildEnd {
  /** What node says of its end: "exit code 1", "signal SIGKILL". */
  how: string;
  exitCode: number | null;
  /** Was it ended because it had been silent for too long? */
  hung: boolean;
}

/**
 * Runs a program of ours, in TypeScript, that reports by messages to its end; its first argument is JSON. It leads its own process group, so that a Ctrl-C reaches
 * the parent alone, and it never outlives the parent.
 * @throws HarnessError when it cannot be started
 */
export async function runChild(program: string, request: object, options: ChildOptions): Promise<ChildEnd> {
  // Every program of ours runs vitest, whose many modules load three times as fast before tsx looks at each.
  const imports = ["vitest/node", "tsx"].flatMap((name) => ["--import", import.meta.resolve(name)]);
  // vitest leaves a folder behind when it is ended: it gets one to make it in. tsx, loaded before, keeps its cache.
  const temporary = mkdtempSync(path.join(tmpdir(), "meshproof-child-"));
  imports.push("--import", `data:text/javascript,process.env.TMPDIR=${JSON.stringify(temporary)}`);
  const args = [...imports, program, JSON.stringify(request)];
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  // What was just ended may be in the middle of a write.
  const remove = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null) endTree(child.pid);
  };
  const atExit = () => {
    end();
    remove();
  };
  let hung = false;
  const watchdog = setTimeout(() => {
    if (options.waits?.()) return watchdog.refresh();
    hung = true;
    end();
  }, options.patience);
  process.once("exit", atExit);
  options.signal.addEventListener("abort", end, { once: true });
  if (options.signal.aborted) end();
  child.on("message", (message) => {
    watchdog.refresh();
    options.onMessage(message);
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", options.onOutput);
  try {
    const { exitCode, how } = await ended(child);
    return { exitCode, how, hung };
  } finally {
    clearTimeout(watchdog);
    process.removeListener("exit", atExit);
    remove();
    options.signal.removeEventListener("abort", end);
  }
}

/** Waits for "close", not for "exit": by then every message and every line has arrived. */
async function ended(child: ChildProcess): Promise<{ exitCode: number | null; how: string }> {
  try {
    const [exitCode, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return { exitCode, how: signal ? `signal ${signal}` : `exit code ${exitCode}` };
  } catch (cause) {
    throw new HarnessError("cannot start a node process", {
      why: String(cause),
      hint: "see whether the machine is out of memory or processes",
      cause,
    });
  }
}
