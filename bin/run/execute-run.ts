import path from "node:path";
import type { Lock } from "#helpers/system/lock-file";
import type { RunRecord } from "#helpers/verdict/record";
import { failureOf } from "#reporting/failure";
import { clearReports, writeReports } from "#reporting/write-reports";
import { checkPages } from "./check-pages.ts";
import { orInterrupted } from "./interrupt.ts";
import type { RunDependencies, Run } from "./dependencies.ts";
import { shown } from "./project.ts";
import { RunState } from "./run-state.ts";
import { ofShard, shardText } from "./shard.ts";
import { missingChecks, sameIds, select, type Selection } from "./select.ts";

/**
 * One run from the first look at the suites to the last line on the console. Whatever happens in between, the reports
 * are written and the exit code follows from them.
 */
export async function executeRun(run: Run, dependencies: RunDependencies): Promise<RunRecord> {
  const { ids, files, pattern, shard } = run.args;
  const filter = {
    ...(ids.length > 0 && { ids }),
    files,
    ...(pattern !== undefined && { pattern }),
    ...(shard && { shard: shardText(shard) }),
  };
  const state = new RunState(run.config, run.args.repeat, filter);
  let lock: Lock | undefined;
  try {
    const selection = await state.step("select checks", () =>
      orInterrupted(findChecks(run, dependencies, state), run.signal),
    );
    if (selection.length > 0) {
      lock = await dependencies.lock();
      await clearReports(run.project.reports);
      await prepare(run, dependencies, state);
      await checkPages(selection, run, dependencies, state);
    }
  } catch (error) {
    state.fail(run.signal.aborted ? state.interruption(run.signal.reason) : failureOf(error));
  }
  const record = await finish(run, dependencies, state);
  await lock?.release();
  return record;
}

/** What to run; nothing where the suites cannot be read or don't hold what the catalogue says. */
async function findChecks({ args, pages }: Run, dependencies: RunDependencies, state: RunState): Promise<Selection[]> {
  const [{ found, failures }, catalogue] = await Promise.all([dependencies.collect(), dependencies.catalogue()]);
  state.found = found;
  state.catalogue = catalogue;
  const whole = args.ids.length === 0 && args.files.length === 0 && args.pattern === undefined;
  const problems = [...failures, ...sameIds(found), ...(whole ? missingChecks(catalogue, found) : [])];
  problems.forEach((failure) => state.fail(failure));
  if (problems.length > 0) return [];
  const selection = select(state.found, args);
  if (!args.shard) return selection;
  state.found = ofShard(state.found, pages, args.shard);
  return select(state.found, args);
}

async function prepare(run: Run, dependencies: RunDependencies, state: RunState): Promise<void> {
  state.phase = "preparing";
  state.prepared = await orInterrupted(dependencies.prepare(), run.signal);
  state.steps.push(...state.prepared.steps);
}

async function finish(run: Run, dependencies: RunDependencies, state: RunState): Promise<RunRecord> {
  const { project, report } = run;
  let written = await writeReports(state.record(), project.reports, shown(project, project.reports));
  if (!run.config.keep && state.mayHaveCluster() && !run.signal.aborted) {
    const failure = await tearDown(dependencies, state);
    if (failure) written = await writeReports(state.record(), project.reports, shown(project, project.reports));
  }
  const files = written.files.toSorted().map((file) => shown(project, path.join(project.reports, file)));
  if (state.phase === "selecting") report.refusal(written.run);
  else report.summary(written.run, files);
  return written.run;
}

/** True when it failed. A cause that has been told already is not told twice. */
async function tearDown(dependencies: RunDependencies, state: RunState): Promise<boolean> {
  try {
    await dependencies.teardown();
    return false;
  } catch (error) {
    return state.fail(failureOf(error));
  }
}
