import { plain } from "#reporting/colour";
import type { PageEvent } from "#reporting/events";
import { duration } from "#reporting/layout";
import { Progress } from "#reporting/progress";
import { timesOfRunBefore } from "#reporting/run-times";
import { Sections } from "#reporting/sections";
import { verdictLine } from "#reporting/summary-text";
import { onPageEvent } from "./page-events.ts";
import { orInterrupted } from "./interrupt.ts";
import type { RunDependencies, Run } from "./dependencies.ts";
import type { RunState } from "./run-state.ts";
import type { Selection } from "./select.ts";
import { withoutSkippedPages } from "./skipped-pages.ts";

/**
 * Runs the selected pages as often as was asked for, and after each time holds the cluster against what it was before.
 * @throws the interruption, when there was one
 */
export async function checkPages(
  pages: Selection[],
  run: Run,
  dependencies: RunDependencies,
  state: RunState,
): Promise<void> {
  state.phase = "checking";
  const { before, leftBehind, images } = await orInterrupted(dependencies.watch(state.prepared!), run.signal);
  const { repeat } = run.args;
  for (let turn = 1; turn <= repeat; turn++) {
    const folder = repeat > 1 ? `repeats/${turn}` : "";
    const onEvent = (event: PageEvent) => onPageEvent(event, folder, run, dependencies, state);
    // Later repeats follow pages that may have left something.
    const once = async () => {
      await announce(run, state);
      const { toRun, skipped } = withoutSkippedPages(pages, state.found, state.skips());
      await dependencies.runPages(toRun, onEvent, { folder, before: turn === 1 ? before : undefined });
      for (const record of skipped) onEvent({ kind: "decided", record });
      state.pagesEnded(run.signal);
    };
    await orInterrupted(repeat > 1 ? state.step(`repeat ${turn}`, once) : once(), run.signal).finally(() => {
      if (turn === repeat || run.signal.aborted) state.workloads = images?.();
    });
    const leftovers = meshIsGone(pages, run) ? undefined : await orInterrupted(leftBehind(), run.signal);
    if (leftovers) state.fail(leftovers);
    if (repeat > 1) run.report.say(repeatLine(turn, repeat, state));
  }
  state.phase = "checked";
}

/** Says what will be decided, and how long that took the last time. */
async function announce({ args, project, report }: Run, { found }: RunState): Promise<void> {
  const checks = found.filter(({ selected }) => selected).map(({ declaration }) => declaration);
  const progress = new Progress(
    checks.map(({ id }) => id),
    await timesOfRunBefore(project.reports),
  );
  // A check that waits for a person is shown at once.
  report.expect(progress, args.pauseOnFail ? undefined : new Sections(checks));
}

/** Where Istio was uninstalled, the cluster is not as it was before: that is what the page claims. */
function meshIsGone(pages: Selection[], { config, pages: all }: Run): boolean {
  const removing = all.filter(({ removesMesh }) => removesMesh).map(({ name }) => name);
  return config.uninstall && pages.some(({ page }) => removing.includes(page));
}

function repeatLine(turn: number, of: number, state: RunState): string {
  const checks = state.endRepeat();
  return `repeat ${turn} of ${of}: ${verdictLine({ checks }, plain)} (${duration(state.steps.at(-1)!.ms)})`;
}
