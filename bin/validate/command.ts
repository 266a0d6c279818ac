import path from "node:path";
import { recordedVersion } from "#helpers/system/checkout";
import { acquireLock } from "#helpers/system/lock";
import { projectDir } from "#helpers/system/paths";
import { HarnessError } from "#helpers/system/errors";
import { paintFor } from "#reporting/colour";
import { compareRuns } from "#reporting/compare/compare-runs";
import { outcomeOf } from "#reporting/compare/fail-on";
import { writeComparison } from "#reporting/compare/write-comparison";
import { validationText } from "#reporting/validate/console-text";
import {
  outcomeOfValidation,
  type Validation,
  type ValidationPair,
  type ValidationRun,
} from "#reporting/validate/validation";
import { writeValidation } from "#reporting/validate/write-validation";
import { expectedOf } from "../compare-expected.ts";
import { print } from "../print.ts";
import { shown } from "../run/project.ts";
import type { ValidateArguments } from "./arguments.ts";
import { codeVersion } from "./code-version.ts";
import { runTargets } from "./run-targets.ts";
import { onInterruption } from "./interruption.ts";
import type { Pair } from "./matrix.ts";
import { keyOf, plannedRuns } from "./runs.ts";
import { ValidateState } from "./state.ts";
import { startTest } from "./test-process.ts";
import { whatIsUp } from "./what-is-up.ts";

/**
 * `npm run validate`: makes the runs, compares them, writes one report.
 * @param reports the folder of reports, as it is set
 * @returns the exit code
 * @throws HarnessError that says what is up, when interrupted
 */
export async function validateCommand(
  args: ValidateArguments,
  pairs: readonly Pair[],
  reports: string,
): Promise<number> {
  const folder = path.resolve(projectDir, reports, "validate");
  const lock = await acquireLock(path.join(folder, ".lock"), {
    what: `the reports folder ${path.join(reports, "validate")}`,
    hint: "wait for that validation to end, or end it: kill <pid>",
  });
  const interruption = onInterruption();
  try {
    const state = await ValidateState.open(path.join(folder, "state.json"), args);
    await state.write();
    const runs = plannedRuns(pairs, args, folder);
    const startedAt = new Date().toISOString();
    const code = await codeVersion();
    const made = await runTargets({
      runs,
      sideBySide: args.sideBySide,
      state,
      keyOf: (run) => keyOf(run, code),
      start: startTest,
      say: print,
      signal: interruption.signal,
    });
    const validation = await compared({ args, pairs, made, startedAt }, folder);
    const files = await writeValidation(validation, folder);
    await state.end();
    const project = { root: projectDir, reports: folder };
    const shownFiles = files.map((file) => shown(project, path.join(folder, file)));
    print(validationText(validation, shownFiles, paintFor(process.stdout)));
    return outcomeOfValidation(validation).exitCode;
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    throw new HarnessError("the validation was interrupted", {
      why: await whatIsUp(pairs),
      hint: "the same command goes on with the run that was under way; `--fresh` begins anew",
      cause: error,
    });
  } finally {
    interruption.dispose();
    await lock.release();
  }
}

interface Made {
  args: ValidateArguments;
  pairs: readonly Pair[];
  made: readonly ValidationRun[];
  startedAt: string;
}

/** Every pair's comparison, each written beside the runs as `npm run compare` writes it. */
async function compared({ args, pairs, made, startedAt }: Made, folder: string): Promise<Validation> {
  const results: ValidationPair[] = [];
  for (const { name, from, to } of pairs) {
    const [older, newer] = [from, to].map((target) => made.find((run) => run.name === target.name)!);
    const comparison = comparisonOf(older!, newer!);
    const into = path.join(folder, name);
    if (!("why" in comparison)) await writeComparison(comparison, outcomeOf(comparison, args.failOn), into);
    const upgrade = args.upgrade ? { upgrade: `upgrade-${name}` } : {};
    results.push({ name, from: from.name, to: to.name, comparison, ...upgrade });
  }
  const [from, to] = [args.matrix.from, args.matrix.to].map(recordedVersion) as [string, string];
  const finishedAt = new Date().toISOString();
  return {
    schema: "meshproof-validation/v1",
    ...{ from, to, startedAt, finishedAt, failOn: args.failOn },
    ...{ runs: [...made], pairs: results },
  };
}

function comparisonOf(older: ValidationRun, newer: ValidationRun): ValidationPair["comparison"] {
  if ("why" in older.record) return { why: `${older.name} has no record` };
  if ("why" in newer.record) return { why: `${newer.name} has no record` };
  try {
    return compareRuns(
      { run: older.record, source: older.name },
      { run: newer.record, source: newer.name },
      expectedOf(older.record, newer.record, console.error),
    );
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { why: [error.what, error.why].filter(Boolean).join(": ") };
  }
}
