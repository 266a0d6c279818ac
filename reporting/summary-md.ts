import type { CheckRecord, RunRecord } from "#helpers/verdict";
import { causesOf } from "./causes.ts";
import { looks, plain } from "./colour.ts";
import { outcomeOfRun } from "./exit-code.ts";
import { duration } from "./layout.ts";
import { cell, table } from "./markdown.ts";
import { heldLine, verdictLine } from "./summary-text.ts";

/** The run as Markdown, for a CI job's summary: what was run first, then what did not hold, then every check. */
export function summaryMarkdown(run: RunRecord): string {
  return [
    `Data plane: ${cell(run.dataPlane)}`,
    "",
    `## meshproof: ${cell(outcomeOfRun(run).because)}`,
    "",
    `${verdictLine(run, plain)}. Target: ${cell(run.target)}. Exit code ${run.exitCode}.`,
    "",
    ...held(run),
    ...versions(run),
    ...failures(run),
    ...causes(run),
    ...errata(run),
    ...checks(run),
    "",
  ].join("\n");
}

function held(run: RunRecord): string[] {
  const line = heldLine(run);
  return line === undefined ? [] : [`${cell(line)}.`, ""];
}

function versions({ versions: known }: RunRecord): string[] {
  if (!known) return [];
  const rows = {
    Istio: known.istio,
    Envoy: known.envoy,
    Kubernetes: known.kubernetes,
    CNI: known.cni,
    "Gateway API": known.gatewayApi,
  };
  return table(["part", "version"], Object.entries(rows));
}

function failures({ failures: found }: RunRecord): string[] {
  if (found.length === 0) return [];
  const rows = found.map(({ what, why = "", hint }) => [what, why, hint]);
  return ["### Failures of the harness", "", ...table(["what", "why", "do"], rows)];
}

function causes({ checks: all }: RunRecord): string[] {
  const found = causesOf(all);
  if (found.length === 0) return [];
  const rows = found.map(({ cause, checks: ids }) => [String(ids.length), cause, ids.join(", ")]);
  return ["### Likely causes", "", ...table(["checks", "cause", "which"], rows)];
}

function errata({ errata: known }: RunRecord): string[] {
  if (known.length === 0) return [];
  return [
    "### Errata of the documents",
    "",
    ...known.map(({ id, page, text }) => `- ${id} (${page}): ${cell(text)}`),
    "",
  ];
}

function checks({ checks: all }: RunRecord): string[] {
  if (all.length === 0) return [];
  // What needs somebody comes first; sorting is stable, so each group keeps the documents' order.
  const urgency = { nonconformant: 0, flaky: 1, inconclusive: 2, skipped: 3, conformant: 4 };
  const sorted = all.toSorted((one, other) => urgency[one.verdict] - urgency[other.verdict]);
  return ["### Checks", "", ...table(["verdict", "page", "section", "check", "time", "reason"], sorted.map(row))];
}

function row(check: CheckRecord): string[] {
  const reason = check.skip ? Object.values(check.skip).filter(Boolean).join("; ") : (check.reason ?? "");
  const verdict = `${looks[check.verdict].mark} ${check.verdict}`;
  return [verdict, check.page, check.section, check.title, duration(check.ms), reason];
}
