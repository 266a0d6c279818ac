import { holdsNothingAt, type Inventory } from "#fixtures/inventory";
import { plain } from "#reporting/colour";
import type { PageEvent } from "#reporting/events";
import { failureOf } from "#reporting/failure";
import { duration } from "#reporting/layout";
import { verdictLine } from "#reporting/summary-text";
import type { Parts, Run } from "./conduct.ts";
import { hear } from "./hear.ts";
import { orInterrupted } from "./interrupt.ts";
import type { RunState } from "./run-state.ts";
import { runPages, type Scheduled, sideBySide } from "./schedule.ts";
import type { Selection } from "./select.ts";

/** A page with selected checks, and what the schedule has to know of it. */
export type SelectedPage = Selection & Scheduled;

/** What is known of the selected pages. A page that nobody listed might do anything to the mesh: alone. */
export function known(selection: Selection[], pages: Run["pages"]): SelectedPage[] {
  const listed = new Map(pages.map((page) => [page.name, page]));
  return selection.map((page) => ({ meshWide: true, touches: [], ...listed.get(page.project), ...page }));
}

/** How many pages run side by side: a person who looks at a page's state must not find another page at work in it. */
export const width = ({ args }: Pick<Run, "args">): number => (args.pauseOnFail ? 1 : sideBySide);

/**
 * Runs the selected pages as often as was asked for, and after each time holds the cluster against what it was before.
 * @throws the interruption, when there was one
 */
export async function checkPages(pages: SelectedPage[], run: Run, parts: Parts, state: RunState): Promise<void> {
  state.phase = "checking";
  const { before, leftBehind } = await orInterrupted(parts.watch(state.prepared!), run.signal);
  const { repeat } = run.args;
  for (let turn = 1; turn <= repeat; turn++) {
    const folder = repeat > 1 ? `repeats/${turn}` : "";
    const once = () => checkOnce(pages, { folder, before: turn === 1 ? before : undefined }, run, parts, state);
    await (repeat > 1 ? state.step(`repeat ${turn}`, once) : once());
    run.signal.throwIfAborted();
    const leftovers = meshIsGone(pages, run) ? undefined : await orInterrupted(leftBehind(), run.signal);
    if (leftovers) state.fail(leftovers);
    if (repeat > 1) run.report.say(repeatLine(turn, repeat, state));
  }
  state.phase = "checked";
}

/** Where Istio was uninstalled, the cluster is not as it was before: that is what the page claims. */
function meshIsGone(pages: SelectedPage[], { config, pages: all }: Run): boolean {
  const removing = all.filter(({ removesMesh }) => removesMesh).map(({ name }) => name);
  return config.uninstall && pages.some(({ project }) => removing.includes(project));
}

interface Turn {
  /** Where its evidence goes, in the reports folder. */
  folder: string;
  /** The cluster before the first page of the run. */
  before: Inventory | undefined;
}

async function checkOnce(
  pages: SelectedPage[],
  { folder, before }: Turn,
  run: Run,
  parts: Parts,
  state: RunState,
): Promise<void> {
  await runPages(
    pages,
    async (page) => {
      if (run.signal.aborted) return;
      try {
        const onEvent = (event: PageEvent) => hear(event, folder, run, parts, state);
        const asItIs = before && holdsNothingAt(before, page.touches) ? before : undefined;
        const runPage = () => parts.runPage(page, onEvent, folder, asItIs);
        const failures = await (folder ? runPage() : state.step(page.project, runPage));
        failures.forEach((failure) => state.fail(failure));
      } catch (error) {
        state.fail(failureOf(error));
      }
    },
    width(run),
  );
}

function repeatLine(turn: number, of: number, state: RunState): string {
  const checks = state.endRepeat();
  return `repeat ${turn} of ${of}: ${verdictLine({ checks }, plain)} (${duration(state.steps.at(-1)!.ms)})`;
}
