import path from "node:path";
import type { Inventory } from "#fixtures/inventory";
import type { CataloguePage } from "#helpers/catalogue";
import type { Config } from "#helpers/config";
import type { Lock } from "#helpers/lock-file";
import type { Paused, RunRecord, Versions } from "#helpers/verdict";
import type { ConsoleReport } from "#reporting/console";
import type { Emit } from "#reporting/events";
import { failureOf } from "#reporting/failure";
import { clearReports, writeReports } from "#reporting/write-reports";
import type { ListedPage } from "../suites.ts";
import type { Filter, TestArgs } from "./args.ts";
import { checkPages } from "./check-pages.ts";
import type { Watch } from "./leftovers.ts";
import { orInterrupted } from "./interrupt.ts";
import { type Project, shown } from "./project.ts";
import { RunState } from "./run-state.ts";
import type { ReadChecks } from "./read-checks.ts";
import { missingChecks, sameIds, select, type Selection } from "./select.ts";

/** The target as a run sees it. */
export interface Prepared {
  target: string;
  kubeconfig: string;
  dataPlane: string;
  versions: Versions;
  steps: { name: string; ms: number }[];
}

/** What a run consists of; unit tests give their own, so that none needs a cluster. */
export interface Parts {
  collect(): Promise<ReadChecks>;
  catalogue(): Promise<readonly CataloguePage[]>;
  /** Keeps other runs off the cluster. */
  lock(): Promise<Lock>;
  prepare(): Promise<Prepared>;
  /** Notes what is on the cluster. */
  watch(prepared: Prepared): Promise<Watch>;
  /**
   * Runs the pages, all of them, once.
   * @param turn.folder where their evidence goes, in the reports folder
   * @param turn.before the cluster as it is, where no page was run since
   */
  runPages(pages: Selection[], emit: Emit, turn: { folder: string; before?: Inventory }): Promise<unknown>;
  /** Tells a person that a check waits for them, and lets it go on when they say so. */
  pause(paused: Paused): void;
  teardown(): Promise<void>;
}

export interface Run {
  config: Config;
  args: Filter & Pick<TestArgs, "repeat" | "pauseOnFail">;
  project: Project;
  pages: readonly ListedPage[];
  signal: AbortSignal;
  report: ConsoleReport;
}

/**
 * One run from the first look at the suites to the last line on the console. Whatever happens in between, the reports
 * are written and the exit code follows from them.
 */
export async function conduct(run: Run, parts: Parts): Promise<RunRecord> {
  const { ids, files, pattern } = run.args;
  const filter = { ...(ids.length > 0 && { ids }), files, ...(pattern !== undefined && { pattern }) };
  const state = new RunState(run.config, run.args.repeat, filter);
  let lock: Lock | undefined;
  try {
    const selection = await state.step("select checks", () => orInterrupted(findChecks(run, parts, state), run.signal));
    if (selection.length > 0) {
      lock = await parts.lock();
      await clearReports(run.project.reports);
      await prepare(run, parts, state);
      await checkPages(selection, run, parts, state);
    }
  } catch (error) {
    state.fail(run.signal.aborted ? state.interruption(run.signal.reason) : failureOf(error));
  }
  const record = await finish(run, parts, state);
  await lock?.release();
  return record;
}

/** What to run; nothing where the suites cannot be read or don't hold what the catalogue says. */
async function findChecks({ args }: Run, parts: Parts, state: RunState): Promise<Selection[]> {
  const [{ found, failures }, catalogue] = await Promise.all([parts.collect(), parts.catalogue()]);
  state.found = found;
  state.catalogue = catalogue;
  const whole = args.ids.length === 0 && args.files.length === 0 && args.pattern === undefined;
  const problems = [...failures, ...sameIds(found), ...(whole ? missingChecks(catalogue, found) : [])];
  problems.forEach((failure) => state.fail(failure));
  return problems.length > 0 ? [] : select(state.found, args);
}

async function prepare(run: Run, parts: Parts, state: RunState): Promise<void> {
  state.phase = "preparing";
  state.prepared = await orInterrupted(parts.prepare(), run.signal);
  state.steps.push(...state.prepared.steps);
}

async function finish(run: Run, parts: Parts, state: RunState): Promise<RunRecord> {
  const { project, report } = run;
  let written = await writeReports(state.record(), project.reports, shown(project, project.reports));
  if (!run.config.keep && state.mayHaveCluster() && !run.signal.aborted) {
    const failure = await tearDown(parts, state);
    if (failure) written = await writeReports(state.record(), project.reports, shown(project, project.reports));
  }
  const files = written.files.toSorted().map((file) => shown(project, path.join(project.reports, file)));
  if (state.phase === "selecting") report.refusal(written.run);
  else report.summary(written.run, files);
  return written.run;
}

/** True when it failed. A cause that has been told already is not told twice. */
async function tearDown(parts: Parts, state: RunState): Promise<boolean> {
  try {
    await parts.teardown();
    return false;
  } catch (error) {
    return state.fail(failureOf(error));
  }
}
