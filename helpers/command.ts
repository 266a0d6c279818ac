import { execa } from "execa";
import { appendFile } from "node:fs/promises";
import { HarnessError } from "./errors.ts";

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
 * Runs a program to its end and returns whatever it answered, exit code included.
 * @throws HarnessError when it could not be started, or did not end within `timeout`.
 */
export async function run(file: string, args: string[], options: CommandOptions): Promise<CommandResult> {
  const started = Date.now();
  const child = execa(file, args, {
    cwd: options.cwd,
    env: options.env,
    input: options.input,
    stdin: options.input === undefined ? "ignore" : undefined,
    reject: false,
    all: options.onLine !== undefined,
    // A grandchild that holds the pipe would keep execa waiting: own process group, killed as a whole.
    detached: true,
    cleanup: true,
    stripFinalNewline: false,
    maxBuffer: 200_000_000,
    cancelSignal: options.signal,
  });
  const killGroup = () => killProcessGroup(child.pid);
  const timer = setTimeout(killGroup, options.timeout);
  options.signal?.addEventListener("abort", killGroup, { once: true });
  process.once("exit", killGroup);
  if (options.onLine) void followLines(child, options.onLine);
  try {
    const result = await child;
    const ms = Date.now() - started;
    if (options.log) await appendFile(options.log, `$ ${file} ${args.join(" ")}\n${result.stdout}${result.stderr}\n`);
    if (result.exitCode === undefined) throw notRun(file, args, ms >= options.timeout, options.timeout, result);
    return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr, ms };
  } finally {
    clearTimeout(timer);
    process.removeListener("exit", killGroup);
    options.signal?.removeEventListener("abort", killGroup);
  }
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

function killProcessGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // ESRCH: the group has already ended, which is what we want.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function notRun(
  file: string,
  args: string[],
  timedOut: boolean,
  timeout: number,
  result: { shortMessage?: string; stderr: string; cause?: unknown; code?: string },
) {
  if (timedOut) {
    return new HarnessError(`\`${file} ${args.slice(0, 4).join(" ")}\` did not end within ${timeout / 1000} s`, {
      why: lastLines(result.stderr, 5) || undefined,
      hint: "see whether the machine is overloaded, then run it again",
    });
  }
  return new HarnessError(`cannot run \`${file}\``, {
    why: result.code === "ENOENT" ? "no such program on the PATH" : result.shortMessage,
    hint: `install ${file}, or put it on the PATH`,
    cause: result.cause,
  });
}
