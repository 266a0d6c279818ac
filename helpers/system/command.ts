import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { execa } from "execa";
import { appendFile } from "node:fs/promises";
import { endGroup, endsWithUs } from "./child-end.ts";
import { HarnessError } from "./errors.ts";
import { machineErrorIn } from "./machine-error.ts";

export interface CommandOptions {
  /** Milliseconds until the command and its children are ended. */
  timeout: number;
  cwd?: string;
  env?: Record<string, string | undefined>;
  input?: string | Uint8Array;
  /** Called with each line that the command prints on stdout or stderr. */
  onLine?: (line: string) => void;
  /** File that both streams are appended to. */
  log?: string;
  signal?: AbortSignal;
}

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  ms: number;
}

/**
 * Runs a program to its end and returns whatever it answered, exit code included. At its time limit, and when the signal
 * aborts, it gets SIGTERM with all that it started, and a moment to clean up before SIGKILL.
 * @throws HarnessError when it could not be started, or did not end within `timeout`; the signal's reason.
 */
export async function run(file: string, args: string[], options: CommandOptions): Promise<CommandResult> {
  const { timeout, signal } = options;
  signal?.throwIfAborted();
  const started = performance.now();
  const { child } = await begun(() =>
    execa(file, args, {
      cwd: options.cwd,
      env: options.env,
      input: options.input,
      stdin: options.input === undefined ? "ignore" : undefined,
      reject: false,
      all: options.onLine !== undefined,
      // A grandchild that holds the pipe would keep execa waiting: own process group, ended as a whole.
      detached: true,
      cleanup: false,
      stripFinalNewline: false,
      maxBuffer: 200_000_000,
    }),
  );
  const stop = stopper(child, timeout, signal);
  if (options.onLine) void followLines(child, options.onLine);
  try {
    const result = await child;
    const ms = Math.round(performance.now() - started);
    if (options.log) await appendFile(options.log, `$ ${file} ${args.join(" ")}\n${result.stdout}${result.stderr}\n`);
    // A program that was told to end may do so with any exit code, 0 included: none of them is its answer.
    if (stop.because() === "abort") signal?.throwIfAborted();
    if (stop.because() === "timeout") throw didNotEnd(file, args, timeout, result.stderr);
    if (result.exitCode === undefined) throw notRun(file, result);
    return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr, ms };
  } finally {
    stop.dispose();
  }
}

/**
 * Where a process may open no more files, node makes a child without streams, which execa does not expect, and tells the reason
 * a moment later, by an event that nobody has subscribed to: it would end this process.
 */
async function begun<T extends object>(start: () => T): Promise<{ child: T }> {
  try {
    return { child: start() };
  } catch (error) {
    await new Promise((next) => setImmediate(next));
    throw machineErrorIn(notStarted) ?? error;
  }
}

/** Why the last child that could not be started could not. */
let notStarted: unknown;
subscribe("child_process", (message) => {
  const { process: child } = message as { process: ChildProcess };
  child.once("error", (error) => (notStarted = error));
});

/** Ends the child at its time limit, on abort, and when this process exits. */
function stopper(child: { pid?: number } & PromiseLike<unknown>, timeout: number, signal?: AbortSignal) {
  const { pid } = child;
  let because: "timeout" | "abort" | undefined;
  const end = (why: typeof because) => {
    because ??= why;
    if (pid !== undefined) void endGroup(pid, Promise.resolve(child));
  };
  const onAbort = () => end("abort");
  const timer = setTimeout(() => end("timeout"), timeout);
  signal?.addEventListener("abort", onAbort, { once: true });
  const keep = pid === undefined ? undefined : endsWithUs(-pid);
  const dispose = () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    keep?.();
  };
  return { because: () => because, dispose };
}

/**
 * Like `run`, for commands that must succeed.
 * @throws HarnessError with the command's last lines when it ends with anything but 0.
 */
export async function mustRun(
  file: string,
  args: string[],
  options: CommandOptions & { hint?: string },
): Promise<CommandResult> {
  const result = await run(file, args, options);
  if (result.exitCode === 0) return result;
  throw new HarnessError(`\`${file} ${args.slice(0, 4).join(" ")}\` ended with exit code ${result.exitCode}`, {
    why: lastLines(result.stderr || result.stdout, 12),
    hint: options.hint ?? (options.log ? `read the whole output in ${options.log}` : "run the command by hand"),
  });
}

/** The last `count` lines of a text that hold something. */
export function lastLines(text: string, count: number): string {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .slice(-count)
    .join("\n");
}

async function followLines(
  child: AsyncIterable<unknown> & { iterable: CallableFunction },
  onLine: (line: string) => void,
) {
  for await (const line of child.iterable({ from: "all" }) as AsyncIterable<string>) onLine(line);
}

function didNotEnd(file: string, args: string[], timeout: number, stderr: string): HarnessError {
  return new HarnessError(`\`${file} ${args.slice(0, 4).join(" ")}\` did not end within ${timeout / 1000} s`, {
    why: lastLines(stderr, 5) || undefined,
    hint: "see whether the machine is overloaded, then run it again",
  });
}

function notRun(file: string, result: { shortMessage?: string; cause?: unknown; code?: string }): HarnessError {
  const shortage = machineErrorIn(result.cause);
  if (shortage) return shortage;
  return new HarnessError(`cannot run \`${file}\``, {
    why: result.code === "ENOENT" ? "no such program on the PATH" : result.shortMessage,
    hint: `install ${file}, or put it on the PATH`,
    cause: result.cause,
  });
}
