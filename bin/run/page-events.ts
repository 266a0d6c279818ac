import path from "node:path";
import { clean } from "#reporting/clean";
import type { CheckRecord } from "#helpers/verdict/record";
import type { PageEvent } from "#reporting/events";
import type { RunDependencies, Run } from "./dependencies.ts";
import type { RunState } from "./run-state.ts";

/**
 * Takes what a page tells into the run's state and shows it.
 * @param folder where the page's evidence goes, in the reports folder
 */
export function onPageEvent(
  event: PageEvent,
  folder: string,
  run: Run,
  dependencies: RunDependencies,
  state: RunState,
): void {
  const { report, args } = run;
  switch (event.kind) {
    case "started":
      return report.started(event.id, clean(event.title));
    case "paused":
      state.shown.add(event.record.id);
      report.decided(clean(placed(event.record, folder)));
      return dependencies.pause(event);
    case "decided":
      // Cut short, or asked of what is just being removed: that the run was interrupted says more.
      if (run.signal.aborted && event.record.verdict === "inconclusive") return;
      return decided(placed(event.record, folder));
    case "skipped-by-suite":
      state.skippedBySuite.add(event.id);
      return;
    case "failure":
      state.fail(event.failure);
      return report.say(`! ${clean(event.failure.what)}`);
    case "page":
      // Many repeats would bury the steps of the run itself.
      if (args.repeat === 1) state.steps.push(stepOf(event));
      return;
    case "ended":
      return;
  }

  function decided(record: CheckRecord): void {
    state.decided.push(record);
    // The same hundred lines twenty times would bury those that matter.
    const known = args.repeat > 1 && record.verdict === "conformant";
    if (known || state.shown.delete(record.id)) return report.held(record.id);
    report.decided(clean(record));
  }
}

const stepOf = ({ page: name, ms, startedAt }: PageEvent & { kind: "page" }) => ({ name, ms, startedAt });

/** A page names its evidence as if the reports were its own. */
function placed(record: CheckRecord, folder: string): CheckRecord {
  const { diagnosis, evidence } = record;
  return {
    ...record,
    evidence: evidence && path.join(folder, evidence),
    ...(diagnosis?.file && { diagnosis: { ...diagnosis, file: path.join(folder, diagnosis.file) } }),
  };
}
