import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { messageOf } from "#helpers/system/errors";
import { stateRoot } from "#helpers/system/paths";
import { type Ending, judgeEnding, leftBehind, longest } from "./judge.ts";
import { RunUnderWay } from "./run-under-way.ts";
import type { ChaosOutcome, Scenario } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/**
 * Starts a run, breaks what the scenario breaks, and holds its end and the next run against what is wanted.
 * @param turn counts from 0
 */
export async function provoke(scenario: Scenario, target: ChaosTarget, turn: number): Promise<ChaosOutcome> {
  const temporary = await mkdtemp(path.join(tmpdir(), "chaos-"));
  const problems: string[] = [];
  const name = `${scenario.id}-${turn + 1}`;
  try {
    await emptied(target.reports);
    const { run, ending } = await runUnder(scenario, target, turn, temporary, problems);
    problems.push(...(await judgeEnding(ending, scenario.wants, target.reports)));
    if (ending.exit === "still running") await run.signalThose(/./, "SIGKILL").catch(() => "it ended just now");
    await target.restore();
    // What got SIGKILL cleans nothing up: the next run does.
    const cleanedUp = scenario.wants.exit.some((exit) => exit !== "killed") && ending.exit !== "still running";
    const { leaves } = scenario.wants;
    if (cleanedUp)
      problems.push(
        ...(await leftBehind(run, target, temporary, !scenario.endsEngine)).filter((what) => !leaves?.test(what)),
      );
    problems.push(...(await nextRun(name, target, temporary, cleanedUp)));
    if (problems.length > 0) await keepOutput(name, ending.output);
    const seconds = Math.round(ending.ms / 100) / 10;
    return { scenario, turn, exit: ending.exit, seconds, message: firstError(ending.output), problems };
  } finally {
    await target.restore();
    await rm(temporary, { recursive: true, force: true });
  }
}

async function runUnder(scenario: Scenario, target: ChaosTarget, turn: number, temporary: string, problems: string[]) {
  if (scenario.withoutCluster) await target.removeCluster();
  await scenario.before?.(target);
  let broken = Date.now();
  const run = new RunUnderWay(target.args, { ...settingsOf(target, temporary), ...scenario.env?.(target) });
  try {
    await scenario.act?.(run, target, turn);
    broken = Date.now();
  } catch (error) {
    problems.push(`could not be provoked: ${messageOf(error)}`);
  }
  const exit = await Promise.race([untilOver(run, scenario), pause(longest, "still running" as const)]);
  const ending: Ending = { exit, ms: Date.now() - broken, output: run.output };
  return { run, ending };
}

/** npm may end by a signal while the run, which has got it as well, still cleans up. */
async function untilOver(run: RunUnderWay, { wants }: Scenario): Promise<number | "killed"> {
  const exit = await run.ended;
  const cleansUp = exit === "killed" && wants.exit.length > 1;
  while (cleansUp && (await run.processes()).length > 0) await pause(100);
  return exit;
}

function settingsOf(target: ChaosTarget, temporary: string): Record<string, string> {
  return { MESHPROOF_CLUSTER: target.cluster, MESHPROOF_REPORTS: target.reports, TMPDIR: temporary };
}

/** Keeps what a run printed, in .meshproof/chaos: whoever looks for the cause needs it. */
export async function keepOutput(name: string, output: string): Promise<void> {
  const folder = path.join(stateRoot, "chaos");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, `${name}.log`), output);
}

/** An empty folder. */
async function emptied(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

/** What the next run checks: the page's set-up, which makes all that an interrupted one may have left. */
const nextChecks = ["--id", "mtls-migration/set-up-the-cluster/*"];

/** The run after it goes well, without a step by hand, and leaves nothing. */
async function nextRun(name: string, target: ChaosTarget, temporary: string, cleanedUp: boolean): Promise<string[]> {
  if (!cleanedUp) await emptied(temporary);
  const next = new RunUnderWay(nextChecks, settingsOf(target, temporary));
  const exit = await Promise.race([next.ended, pause(2 * longest, "still running" as const)]);
  const left = await leftBehind(next, target, temporary);
  if (exit === 0) return left.map((what) => `the next run: ${what}`);
  await keepOutput(`${name}-next`, next.output);
  return [`the next run ended with ${exit}: ${firstError(next.output)}`, ...left];
}

/** What a run said was wrong, in one line. */
export function firstError(output: string): string {
  const lines = output.split("\n");
  // "✗ kind cluster 0.7 s" is the step that it happened in.
  const error =
    lines.find((line) => /^✗ (?!.* \d+\.\d s$)/.test(line)) ??
    lines.find((line) => /^\s+(✗|\? inconclusive|! )/.test(line));
  return (error ?? lines.findLast((line) => line.trim()) ?? "").trim();
}
