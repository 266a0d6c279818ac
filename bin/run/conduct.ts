import path from "node:path";
import type { Inventory } from "#fixtures/inventory";
import type { CataloguePage } from "#helpers/catalogue";
import type { Config } from "#helpers/config";
import type { Lock } from "#helpers/lock-file";
import type { Paused, RunRecord, Versions } from "#helpers/verdict";
import type { ConsoleReport } from "#reporting/console";
import type { PageEvent } from "#reporting/events";
import { type Failure, failureOf } from "#reporting/failure";
import { clearReports, writeReports } from "#reporting/write-reports";
import type { TestArgs } from "./args.ts";
import type { CollectAnswer } from "./collect-child.ts";
import { checkPages, known, type SelectedPage, width } from "./check-pages.ts";
import type { Watch } from "./leftovers.ts";
import { orInterrupted } from "./interrupt.ts";
import { type Project, shown } from "./project.ts";
import { RunState } from "./run-state.ts";
import { firstPages, type Scheduled } from "./schedule.ts";
import { type FoundCheck, likelySelection, missingChecks, sameIds, select, type Selection } from "./select.ts";

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
  collect(): Promise<CollectAnswer>;
  catalogue(): Promise<readonly CataloguePage[]>;
  /** Keeps other runs off the cluster. */
  lock(): Promise<Lock>;
  /** Starts the processes of the pages that come first; they touch nothing before `runPage` is called for them. */
  headStart(pages: Selection[]): Promise<void>;
  prepare(): Promise<Prepared>;
  /** Notes what is on the cluster. */
  watch(prepared: Prepared): Promise<Watch>;
  /**
   * @param folder where its evidence goes, in the reports folder
   * @param before the cluster as it is, where nothing of the page's is on it and no page was run since
   */
  runPage(
    page: Selection,
    onEvent: (event: PageEvent) => void,
    folder: string,
    before: Inventory | undefined,
  ): Promise<Failure[]>;
  /** Tells a person that a check waits for them, and lets it go on when they say so. */
  pause(paused: Paused): void;
  teardown(): Promise<void>;
}

export interface Run {
  config: Config;
  args: Pick<TestArgs, "files" | "pattern" | "repeat" | "pauseOnFail">;
  project: Project;
  pages: readonly ({ name: string; sections?: readonly string[]; removesMesh?: true } & Scheduled)[];
  signal: AbortSignal;
  report: ConsoleReport;
}

/**
 * One run from the first look at the suites to the last line on the console. Whatever happens in between, the reports
 * are written and the exit code follows from them.
 */
export async function conduct(run: Run, parts: Parts): Promise<RunRecord> {
  const { files, pattern } = run.args;
  const state = new RunState(run.config, run.args.repeat, { files, ...(pattern !== undefined && { pattern }) });
  let lock: Lock | undefined;
  try {
    // A repeat has a folder of its own for its evidence, which a process learns when it starts.
    const headStart = (pages: SelectedPage[]) =>
      run.args.repeat === 1 ? parts.headStart(firstPages(pages, width(run))) : Promise.resolve();
    await headStart(known(likelySelection(run.args, run.pages, run.project.root), run.pages));
    const selection = await state.step("select checks", () => orInterrupted(findChecks(run, parts, state), run.signal));
    if (selection.length > 0) {
      lock = await parts.lock();
      await clearReports(run.project.reports);
      const pages = known(selection, run.pages);
      await headStart(pages);
      await prepare(run, parts, state);
      await checkPages(pages, run, parts, state);
    }
  } catch (error) {
    state.fail(run.signal.aborted ? state.interruption(run.signal.reason) : failureOf(error));
  }
  const record = await finish(run, parts, state);
  await lock?.release();
  return record;
}

/** What to run; nothing where the suites cannot be read or don't hold what the catalogue says. */
async function findChecks({ args, pages }: Run, parts: Parts, state: RunState): Promise<Selection[]> {
  const [{ found, failures }, catalogue] = await Promise.all([parts.collect(), parts.catalogue()]);
  const place = ({ project }: FoundCheck) => pages.findIndex(({ name }) => name === project);
  state.found = found.toSorted((one, other) => place(one) - place(other));
  state.catalogue = catalogue;
  const whole = args.files.length === 0 && args.pattern === undefined;
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
