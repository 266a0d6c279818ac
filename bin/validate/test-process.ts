import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";
import { components, componentKeys } from "#helpers/system/versions";
import { projectDir } from "#helpers/system/paths";
import type { PlannedRun } from "./runs.ts";

/** A `npm test` that runs. */
export interface TestProcess {
  /** Its exit code; undefined where a signal ended it. */
  ended: Promise<number | undefined>;
  /** Tells it to end, as Ctrl-C does. Told twice within a moment it hears it once. */
  interrupt(): void;
  kill(): void;
}

/** Milliseconds in which a run that is told to end has done so: `npm test` takes 4.8 s at most. */
const timeLimit = 6_000;

/** Starts `npm test` with the run's versions, cluster and reports. */
export function startTest(run: PlannedRun, prefix?: string): TestProcess {
  return startTestWith(run.args, settingsOf(run), prefix);
}

/**
 * Starts `npm test`. It is a process of its own: its settings, locks and exit code are those of any other run.
 * @param settings go before those of the environment
 * @param prefix put before every line of its output, where several run side by side; else it has the terminal
 */
export function startTestWith(args: readonly string[], settings: Record<string, string>, prefix?: string): TestProcess {
  const node = [...nodeOptions, path.join(projectDir, "bin", "test.ts")];
  const child = spawn(process.execPath, [...node, ...args], {
    cwd: projectDir,
    env: { ...process.env, ...settings },
    stdio: prefix === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  if (prefix !== undefined) prefixed(child, prefix);
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? undefined));
  });
  return {
    ended,
    interrupt: () => void child.kill("SIGINT"),
    kill: () => void child.kill("SIGKILL"),
  };
}

/** As package.json starts it. */
const nodeOptions = ["--import", "vitest/node", "--import", "tsx"];

/** What the run is set to, by settings that go before those of the environment. */
export function settingsOf({ target, upgradeTo, reports }: PlannedRun): Record<string, string> {
  const versions = componentKeys.map((component) => [components[component].setting, target.versions[component]]);
  return {
    ...(Object.fromEntries(versions) as Record<string, string>),
    MESHPROOF_CLUSTER: target.cluster,
    MESHPROOF_REPORTS: reports,
    MESHPROOF_UPGRADE_TO: upgradeTo ?? "",
  };
}

function prefixed(child: ChildProcess, prefix: string): void {
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on("line", (line) => process.stdout.write(`${prefix} ${line}\n`));
  }
}

/** Waits for a process; when interrupted, tells it, and waits no longer than it may take. */
export async function toItsEnd(test: TestProcess, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    test.interrupt();
    timer = setTimeout(() => test.kill(), timeLimit);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    await test.ended;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", interrupt);
  }
}
