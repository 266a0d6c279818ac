import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { HarnessError } from "./errors.ts";
import { announce, type Say } from "./progress.ts";

export interface ToItsEndOptions {
  /** File that gets both streams. Not a pipe: its end, when we exit, would end the program. */
  log: string;
  env?: Record<string, string>;
  say: Say;
  signal?: AbortSignal;
  /** Milliseconds after which we go on without it; it is not ended then either. */
  timeout: number;
}

/**
 * Runs a program that must never be ended half-way, as a package manager. When the signal aborts it is waited for, and
 * said so; when this process exits meanwhile, it goes on to its own end.
 * @returns its exit code; null where something else ended it
 * @throws the signal's reason, once the program has ended; HarnessError where it cannot be started or does not end
 */
export async function runToItsEnd(file: string, args: string[], options: ToItsEndOptions): Promise<number | null> {
  const { log, signal, say } = options;
  signal?.throwIfAborted();
  await mkdir(path.dirname(log), { recursive: true });
  const output = await open(log, "a", 0o644);
  try {
    await output.write(`$ ${file} ${args.join(" ")}\n`);
    const stdio: ("ignore" | number)[] = ["ignore", output.fd, output.fd];
    const child = spawn(file, args, { detached: true, stdio, env: { ...process.env, ...options.env } });
    const onAbort = () => announce(say, [`waiting for ${file}, which must not be ended half-way; its log is ${log}`]);
    signal?.addEventListener("abort", onAbort, { once: true });
    const exitCode = await ended(child, file, options);
    signal?.removeEventListener("abort", onAbort);
    signal?.throwIfAborted();
    return exitCode;
  } finally {
    await output.close();
  }
}

async function ended(
  child: ReturnType<typeof spawn>,
  file: string,
  { log, timeout }: ToItsEndOptions,
): Promise<number | null> {
  try {
    const [exitCode] = (await once(child, "exit", { signal: AbortSignal.timeout(timeout) })) as [number | null];
    return exitCode;
  } catch (cause) {
    child.unref();
    if ((cause as Error).name !== "AbortError")
      throw new HarnessError(`cannot run \`${file}\``, {
        why: (cause as Error).message,
        hint: `install ${file}`,
        cause,
      });
    throw new HarnessError(`\`${file}\` has not ended within ${timeout / 60_000} minutes`, {
      why: "it was not ended, and goes on",
      hint: `read its log, ${log}; run the same command again when it has ended`,
    });
  }
}
