import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { networkOf } from "#fixtures/targets/kind/network";
import { messageOf } from "#helpers/system/errors";
import { parseRun } from "#reporting/compare/read-run";
import type { RunUnderWay } from "./run-under-way.ts";
import type { Wanted } from "./scenario.ts";
import type { ChaosTarget } from "./target.ts";

/** How a disturbed run ended. */
export interface Ending {
  exit: number | "killed" | "still running";
  /** Milliseconds from the break to the end. */
  ms: number;
  output: string;
}

/** Longest that a run may go on after a break, where its scenario says nothing. Milliseconds. */
export const longest = 300_000;

/**
 * What is not as wanted of a run's end: its exit code, what it said, its reports.
 * @param reports its folder
 */
export async function judgeEnding(ending: Ending, wants: Wanted, reports: string): Promise<string[]> {
  const { exit, ms, output } = ending;
  const wrong: string[] = [];
  if (exit === "still running") return [`it still ran ${Math.round(ms / 1_000)} s after the break`];
  if (!(wants.exit as readonly unknown[]).includes(exit))
    wrong.push(`exit code ${exit}, wanted ${wants.exit.join(" or ")}`);
  if (ms > (wants.within ?? longest)) wrong.push(`it took ${Math.round(ms / 1_000)} s to end`);
  const codes = wants.exit.filter((code) => code !== "killed");
  if (exit === "killed") return codes.length === 0 ? wrong : [...wrong, ...(await judgeReport(reports, codes))];
  if (/^\s+at .+:\d+:\d+\)?$/m.test(output) || output.includes("a bug of meshproof")) wrong.push("a stack trace");
  if (wants.output && !wants.output.test(output)) wrong.push(`it does not say ${wants.output.source}`);
  if (exit === 2 && !/^\s*(✗|\? inconclusive|! )/m.test(output)) wrong.push("exit code 2, and no word why");
  return [...wrong, ...(await judgeReport(reports, [exit]))];
}

/**
 * The record is there, as a whole, and agrees with the exit code. A mesh that did nothing wrong is never nonconformant.
 * @param codes the exit code; those that are right, where npm ended by the signal that the run had got as well
 */
async function judgeReport(reports: string, codes: readonly number[]): Promise<string[]> {
  const file = path.join(reports, "conformance.json");
  try {
    const run = parseRun(await readFile(file, "utf8"), "conformance.json");
    const nonconformant = run.checks.filter(({ verdict }) => verdict === "nonconformant");
    return [
      ...(codes.includes(run.exitCode) ? [] : [`the record says exit code ${run.exitCode}`]),
      ...nonconformant.map(({ id, reason }) => `nonconformant: ${id}: ${reason?.split("\n", 1)[0]}`),
    ];
  } catch (error) {
    // Where the reports' disk is what was broken, there may be none.
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? [] : [messageOf(error)];
  }
}

/**
 * What a run left behind beside the cluster: processes, containers, temporary files.
 * @param temporary the run's TMPDIR
 * @param withEngine is there a Docker engine that tells of containers?
 */
export async function leftBehind(
  run: RunUnderWay,
  target: ChaosTarget,
  temporary: string,
  withEngine = true,
): Promise<string[]> {
  const processes = await run.processes();
  // What tsx keeps for its next start is its own.
  const files = (await readdir(temporary)).filter((name) => !name.startsWith("tsx-"));
  return [
    ...processes.map(({ pid, command }) => `process ${pid} still runs: ${command.slice(0, 100)}`),
    ...(withEngine ? await containersLeft(target) : []).map((name) => `container ${name} is left`),
    ...files.map((name) => `${name} is left in the folder of temporary files`),
  ];
}

/** What is on the cluster's network but its node, and the lock of a run that is over. */
async function containersLeft(target: ChaosTarget): Promise<string[]> {
  const all = (...filters: string[]) =>
    target.docker("ps", "--all", ...filters.flatMap((each) => ["--filter", each]), "--format", "{{.Names}}");
  const [onNetwork, locks] = await Promise.all([
    all(`network=${networkOf(target.cluster)}`),
    all(`name=^/meshproof-lock-${target.cluster}$`),
  ]);
  return [onNetwork, locks].flatMap((names) => names.split("\n")).filter((name) => name !== "" && name !== target.node);
}
