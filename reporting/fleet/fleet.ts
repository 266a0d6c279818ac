import type { RunRecord } from "#helpers/verdict/record";
import { outcomeOfRun, tally } from "../exit-code.ts";
import { duration } from "../layout.ts";

/** A run on one of several clusters. */
export interface FleetRun {
  context: string;
  /** Of its reports, beside the fleet's own. */
  folder: string;
  ms: number;
  /** Or why there is none. */
  record: RunRecord | { why: string };
}

const verdicts = ["conformant", "nonconformant", "inconclusive", "flaky", "skipped"] as const;
const headings = ["context", "Istio", "Kubernetes", ...verdicts, "took", "exit code"];

/** A claim that did not hold somewhere stands, whatever could not be told elsewhere. */
export function fleetExitCode(runs: readonly FleetRun[]): 0 | 1 | 2 {
  const codes = runs.map(({ record }) => ("why" in record ? 2 : record.exitCode));
  if (codes.includes(1)) return 1;
  return codes.length > 0 && codes.every((code) => code === 0) ? 0 : 2;
}

function rowOf({ context, ms, record }: FleetRun): string[] {
  if ("why" in record) return [context, ...Array<string>(7).fill("-"), duration(ms), `2: ${record.why}`];
  const { versions, checks, failures } = record;
  const counts = tally(checks);
  const { exitCode, because } = outcomeOfRun(record);
  // What failed outside of the checks says more than that something did.
  const [first] = failures.map(({ what, why }) => [what, why].filter(Boolean).join(": ").split("\n")[0]!);
  return [
    context,
    ...[versions?.istio ?? "-", versions?.kubernetes ?? "-"],
    ...verdicts.map((verdict) => (first === undefined || counts.conformant > 0 ? String(counts[verdict]) : "-")),
    ...[duration(ms), `${exitCode}: ${first ?? because}`],
  ];
}

/** The table for a console. */
export function fleetText(runs: readonly FleetRun[]): string {
  const rows = [headings, ...runs.map(rowOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The same as Markdown, each context with the way to its report. */
export function fleetMarkdown(runs: readonly FleetRun[]): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const line = (cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const rows = runs.map((run) => {
    const [context, ...rest] = rowOf(run);
    const link = "why" in run.record ? context! : `[${context}](${encodeURI(run.folder)}/report.html)`;
    return line([link, ...rest]);
  });
  return [
    "# The same checks on several clusters",
    "",
    line(headings),
    line(headings.map(() => "---")),
    ...rows,
    "",
  ].join("\n");
}
