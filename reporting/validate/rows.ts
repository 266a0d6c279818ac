import { headline } from "../compare/headline.ts";
import { outcomeOfRun, tally } from "../exit-code.ts";
import { duration } from "../layout.ts";
import type { Validation, ValidationPair, ValidationRun } from "./validation.ts";

/** A line of the report's table of runs. */
export interface RunRow {
  name: string;
  versions: string;
  verdicts: string;
  took: string;
  ended: string;
}

/** What came of a run, in a line. */
export function runRow({ name, versions, record, takenOver, ms }: ValidationRun): RunRow {
  const took = `${duration(ms)}${takenOver ? " (earlier)" : ""}`;
  if ("why" in record) return { name, versions, verdicts: "no record", took, ended: record.why };
  const counts = Object.entries(tally(record.checks)).filter(([, number]) => number > 0);
  const verdicts = counts.map(([verdict, number]) => `${number} ${verdict}`).join(", ") || "none";
  const { exitCode, because } = outcomeOfRun(record);
  return { name, versions, verdicts, took, ended: `${exitCode}: ${because}` };
}

/** What came of a comparison, in a sentence. */
export function pairText({ comparison }: Pick<ValidationPair, "comparison">): string {
  return "why" in comparison ? `not compared: ${comparison.why}` : headline(comparison);
}

/** The upgrade of a pair: its run, where there was one. */
export function upgradeOf({ runs }: Pick<Validation, "runs">, { upgrade }: ValidationPair): ValidationRun | undefined {
  return runs.find(({ name }) => name === upgrade);
}

/** The claims about an upgrade that did not hold or could not be told, or "none". */
export function upgradeLines({ record }: Pick<ValidationRun, "record">): string[] {
  if ("why" in record) return [record.why];
  const open = record.checks
    .filter(({ verdict }) => verdict !== "conformant" && verdict !== "skipped")
    // What did not run for a failure of the harness has nothing of its own to say.
    .filter(({ reason }) => record.failures.length === 0 || !reason?.startsWith("did not run"));
  const failures = record.failures.map(({ what }) => `failure of the harness: ${what}`);
  const lines = open.map(({ verdict, title, id, reason }) => `${verdict}: ${title} (${id}): ${reason ?? ""}`.trim());
  return [...failures, ...lines];
}

/** "5 conformant, …" of an upgrade. */
export function upgradeHeadline(run: ValidationRun): string {
  const { verdicts, ended } = runRow(run);
  return `${verdicts}; ${ended}`;
}

/** Of the whole, for a heading. */
export const titleOf = ({ from, to }: Pick<Validation, "from" | "to">): string => `Istio ${from} to ${to}`;
