import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { looks, plain } from "./colour.ts";
import { outcomeOfRun } from "./exit-code.ts";
import { duration } from "./layout.ts";
import { cell, code, folded, prose, tableOf, within } from "./markdown.ts";
import { causeBlock, failureBlocks } from "./summary-md-failures.ts";
import { heldLine, verdictLine } from "./summary-text.ts";
import { versionsLine } from "./versions-line.ts";

/** GitHub takes 1 MiB in a job's summary, and shows nothing of a longer one. Bytes. */
const most = 1_000_000;

/** Of a reason that stands in a table. Characters. */
const reasonShown = 300;

/**
 * The run as Markdown, for a CI job's summary: the verdict, what caused it and what failed first; every check, the
 * versions and the documents' errata folded below.
 * @param limit bytes at most
 */
export function summaryMarkdown(run: RunRecord, limit = most): string {
  const blocks = [
    opening(run),
    causeBlock(run),
    harness(run),
    ...failureBlocks(run),
    skips(run),
    checks(run),
    versions(run),
    ...errata(run),
  ];
  return within(
    blocks.filter((block) => block.length > 0),
    limit,
    "report.html",
  );
}

function opening(run: RunRecord): string[] {
  const { checks: all, deselected = [], startedAt, finishedAt } = run;
  const partial = deselected.length > 0 ? [`Partial run: ${all.length} of ${all.length + deselected.length}. `] : [];
  const took = duration(Date.parse(finishedAt) - Date.parse(startedAt));
  const held = heldLine(run);
  return [
    `## ${run.exitCode === 0 ? "✓" : "✗"} meshproof: ${prose(outcomeOfRun(run).because)}`,
    "",
    `${partial.join("")}${verdictLine(run, plain)}. Exit code ${run.exitCode}, took ${took}. Target: ${prose(run.target)}.`,
    "",
    `Data plane: ${prose(run.dataPlane)}`,
    "",
    ...(run.versions ? [prose(versionsLine(run)), ""] : []),
    ...(held === undefined ? [] : [`${prose(held)}.`, ""]),
  ];
}

function harness({ failures: found }: RunRecord): string[] {
  if (found.length === 0) return [];
  const rows = found.map(({ what, why = "", hint }) => [what, why, hint].map(prose));
  return ["### Failures of the harness", "", ...tableOf(["what", "why", "do"], rows)];
}

function skips({ checks: all }: RunRecord): string[] {
  const rows = all
    .filter(({ verdict }) => verdict === "skipped")
    .map(({ id, skip }) => [
      code(id),
      ...[skip?.reason, skip?.condition, skip?.reference].map((field = "") => prose(field)),
    ]);
  return rows.length > 0 ? ["### Skipped", "", ...tableOf(["check", "reason", "when", "see"], rows)] : [];
}

function checks({ checks: all }: RunRecord): string[] {
  if (all.length === 0) return [];
  // What needs somebody comes first; sorting is stable, so each group keeps the documents' order.
  const urgency = { nonconformant: 0, flaky: 1, inconclusive: 2, skipped: 3, conformant: 4 };
  const sorted = all.toSorted((one, other) => urgency[one.verdict] - urgency[other.verdict]);
  const head = ["verdict", "page", "section", "check", "time", "reason"];
  return folded(`Checks (${all.length})`, tableOf(head, sorted.map(row)));
}

function row(check: CheckRecord): string[] {
  const reason = check.skip ? Object.values(check.skip).filter(Boolean).join("; ") : (check.reason ?? "");
  const short = reason.length > reasonShown ? `${reason.slice(0, reasonShown)}…` : reason;
  const verdict = `${looks[check.verdict].mark} ${check.verdict}`;
  return [verdict, cell(check.page), cell(check.section), prose(check.title), duration(check.ms), prose(short)];
}

function versions({ versions: known }: RunRecord): string[] {
  if (!known) return [];
  const { istio, envoy, kubernetes, cni, gatewayApi } = known;
  const parts = { Istio: istio, Envoy: envoy, Kubernetes: kubernetes, CNI: cni, "Gateway API": gatewayApi };
  const rows = Object.entries(parts).map(([part, version]) => [part, prose(version)]);
  return folded("Versions", tableOf(["part", "version"], rows));
}

/** Per page, and last: they are about the documents and not about this run. */
function errata({ errata: known }: RunRecord): string[][] {
  return [...new Set(known.map(({ page }) => page))].map((page) => {
    const own = known.filter((erratum) => erratum.page === page);
    const items = own.map(({ id, text }) => `- ${code(id)}: ${prose(text)}`);
    return folded(`Errata of the document ${page} (${own.length})`, items);
  });
}
