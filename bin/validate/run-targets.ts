import { recordedVersion } from "#helpers/system/checkout";
import { components, type ChosenVersions } from "#helpers/system/versions";
import type { RunRecord } from "#helpers/verdict/record";
import type { ValidationRun } from "#reporting/validate/validation";
import { remainingText } from "./remaining.ts";
import { type PlannedRun, timeNameOf } from "./runs.ts";
import type { ValidateState } from "./state.ts";
import { recordSince, recordOf } from "./record.ts";
import { toItsEnd, type TestProcess } from "./test-process.ts";

export interface TargetsOptions {
  runs: readonly PlannedRun[];
  sideBySide: number;
  state: ValidateState;
  /** See `keyOf`. */
  keyOf: (run: PlannedRun) => Promise<string>;
  start: (run: PlannedRun, prefix?: string) => TestProcess;
  say: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Makes the runs, several at a time, each as its own process. What an interrupted validation brought to its end is taken
 * over. A run that fails keeps none of the others.
 * @throws the signal's reason when interrupted, once the runs under way have ended
 */
export async function runTargets(options: TargetsOptions): Promise<ValidationRun[]> {
  const { runs, sideBySide, signal } = options;
  const made = new Map<PlannedRun, ValidationRun>();
  const waiting = [...runs];
  const busy = new Set<string>();
  const worker = async () => {
    for (let run = next(waiting, busy); run && !signal.aborted; run = next(waiting, busy)) {
      busy.add(run.target.cluster);
      made.set(run, await madeOrTakenOver(run, options, [run, ...waiting]));
      busy.delete(run.target.cluster);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  // With several at work, one may have had nothing to do while its cluster was busy.
  while (waiting.length > 0 && !signal.aborted) await worker();
  signal.throwIfAborted();
  return runs.map((run) => made.get(run)!);
}

/** The next run whose cluster nobody uses. */
function next(waiting: PlannedRun[], busy: ReadonlySet<string>): PlannedRun | undefined {
  const index = waiting.findIndex(({ target }) => !busy.has(target.cluster));
  return index < 0 ? undefined : waiting.splice(index, 1)[0];
}

async function madeOrTakenOver(
  run: PlannedRun,
  options: TargetsOptions,
  left: readonly PlannedRun[],
): Promise<ValidationRun> {
  const { state, say, runs, sideBySide } = options;
  const key = await options.keyOf(run);
  const earlier = await takenOver(run, state, key);
  const progress = `run ${runs.indexOf(run) + 1} of ${runs.length}`;
  if (earlier) {
    say(`\n${progress}: ${run.name} is through already, of ${earlier.startedAt}, exit code ${earlier.exitCode}`);
    return validationRun(run, earlier, {
      takenOver: true,
      ms: Date.parse(earlier.finishedAt) - Date.parse(earlier.startedAt),
    });
  }
  const rest = remainingText(...remainingOf(left, runs, state), sideBySide);
  say(`\n${progress}: ${run.name} in the cluster ${run.target.cluster}: ${versionsText(run.target.versions)}`);
  say(rest ? `time left: ${rest}` : "time left: not known, there was no such run yet");
  const started = Date.now();
  await toItsEnd(options.start(run, sideBySide > 1 ? `[${run.name}]` : undefined), options.signal);
  options.signal.throwIfAborted();
  const ms = Date.now() - started;
  const record = await recordSince(run.reports, started);
  const done = "why" in record || record.exitCode === 2 ? undefined : { key, startedAt: record.startedAt };
  await state.note(run.name, { timeName: timeNameOf(run), ms, done });
  return validationRun(run, record, { takenOver: false, ms });
}

/** The record of a run that is through, where its reports still are that run's. */
async function takenOver(run: PlannedRun, state: ValidateState, key: string): Promise<RunRecord | undefined> {
  const done = state.done(run.name, key);
  if (!done) return undefined;
  const record = await recordOf(run.reports);
  return "why" in record || record.startedAt !== done.startedAt ? undefined : record;
}

function validationRun(
  { name, kind, target }: PlannedRun,
  record: ValidationRun["record"],
  rest: Pick<ValidationRun, "takenOver" | "ms">,
): ValidationRun {
  return { name, kind, versions: versionsText(target.versions), cluster: target.cluster, record, ...rest };
}

/** "Istio 1.30, Kubernetes 1.34.10, Envoy 1.39.3, the Gateway API 1.5.1" */
export function versionsText(versions: ChosenVersions): string {
  return (["istio", "kubernetes", "envoy", "gatewayApi"] as const)
    .map((component) => `${components[component].name} ${recordedVersion(versions[component])}`)
    .join(", ");
}

/** Those whose time is asked for, and what is known of others of their kind. */
function remainingOf(left: readonly PlannedRun[], runs: readonly PlannedRun[], state: ValidateState) {
  const known: Record<string, number[]> = {};
  for (const run of runs) {
    const ms = state.timeOf(timeNameOf(run));
    if (ms !== undefined) (known[run.kind] ??= []).push(ms);
  }
  return [left.map((run) => ({ kind: run.kind, ms: state.timeOf(timeNameOf(run)) })), known] as const;
}
