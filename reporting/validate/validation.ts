import type { RunRecord } from "#helpers/verdict/record";
import type { Comparison, DifferenceKind } from "../compare/comparison.ts";
import { outcomeOf } from "../compare/fail-on.ts";
import { count, outcomeOfRun } from "../exit-code.ts";

/** One run of a validation: its record, or why there is none. */
export interface ValidationRun {
  /** "istio-1.30", "upgrade-1.30-to-1.31": its folder, beside the validation's reports. */
  name: string;
  kind: "checks" | "upgrade";
  /** "Istio 1.30, Kubernetes 1.34.10, …", as it was chosen. */
  versions: string;
  /** Name of its cluster. */
  cluster: string;
  record: RunRecord | { why: string };
  /** Was it made by an earlier call, which was interrupted? */
  takenOver: boolean;
  /** Milliseconds from its start to its end, as this validation saw it. */
  ms: number;
}

/** One Istio beside another, with all else the same. */
export interface ValidationPair {
  name: string;
  from: string;
  to: string;
  comparison: Comparison | { why: string };
  /** Name of the run in which the mesh was upgraded; undefined where that was not wanted. */
  upgrade?: string;
}

export interface Validation {
  schema: "meshproof-validation/v1";
  from: string;
  to: string;
  startedAt: string;
  finishedAt: string;
  failOn: readonly DifferenceKind[];
  runs: ValidationRun[];
  pairs: ValidationPair[];
}

/**
 * The exit code, and why: 1 where a comparison has what --fail-on names, or a claim about the upgrade did not hold; 2 where a
 * run could not tell, or is not there; 0 else. What did not hold stands, whatever else could not be told.
 */
export function outcomeOfValidation({ runs, pairs, failOn }: Validation): { exitCode: 0 | 1 | 2; because: string } {
  const worse = pairs.flatMap(({ name, comparison }) => {
    if ("why" in comparison) return [];
    const { exitCode, because } = outcomeOf(comparison, failOn);
    return exitCode === 1 ? [`${name}: ${because}`] : [];
  });
  const upgrades = runs.flatMap(({ kind, name, record }) => {
    const ended = "why" in record || kind !== "upgrade" ? undefined : outcomeOfRun(record);
    return ended?.exitCode === 1 ? [`${name}: ${ended.because}`] : [];
  });
  if (worse.length + upgrades.length > 0) return { exitCode: 1, because: [...worse, ...upgrades].join("; ") };
  const untold = [
    ...runs.flatMap(({ name, record }) => {
      if ("why" in record) return [`${name}: ${record.why}`];
      const { exitCode, because } = outcomeOfRun(record);
      return exitCode === 2 ? [`${name}: ${because}`] : [];
    }),
    ...pairs.flatMap(({ name, comparison }) => ("why" in comparison ? [`${name}: ${comparison.why}`] : [])),
  ];
  if (untold.length > 0) return { exitCode: 2, because: [...new Set(untold)].join("; ") };
  return { exitCode: 0, because: holdsText({ runs, pairs, failOn }) };
}

function holdsText({ runs, pairs, failOn }: Pick<Validation, "runs" | "pairs" | "failOn">): string {
  const upgrades = runs.filter(({ kind }) => kind === "upgrade").length;
  const compared = `${count(pairs.length, "comparison")} without anything that --fail-on ${failOn.join(",") || "none"} names`;
  return upgrades > 0 ? `${compared}; every claim held in ${count(upgrades, "upgrade")}` : compared;
}
