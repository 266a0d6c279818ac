import type { CheckRecord, RunRecord, Verdict } from "#helpers/verdict/record";
import { agreementText } from "./agreement-text.ts";
import { causesOf } from "./causes.ts";
import { looks, type Paint } from "./colour.ts";
import { count, outcomeOfRun, tally } from "./exit-code.ts";
import { heldText } from "#helpers/verdict/held";
import { duration, indent, labelled } from "./layout.ts";

/** What the end of a run says on the console. The very last line is the one that a machine counts. */
export function summaryText(run: RunRecord, reports: string[], paint: Paint): string {
  const lines = [
    "",
    agreementText(run.checks),
    "",
    ...(run.versions ? [labelled("data plane", run.dataPlane, 14)] : []),
    labelled("target", targetLine(run), 14),
    // Without a target no check began: what stood in the way is all that there is to say.
    ...(run.versions ? errataLines(run) : []),
    labelled("verdicts", verdictLine(run, paint), 14),
    ...heldLines(run),
    ...(run.versions ? (["nonconformant", "flaky", "inconclusive"] as const).flatMap((v) => open(run, v, paint)) : []),
    ...causeLines(run, paint),
    ...failureLines(run, paint),
    labelled("time", timeLine(run), 14),
    labelled("reports", reports.length > 0 ? reports.join("  ") : "none could be written", 14),
    labelled(`exit code ${run.exitCode}`, outcomeOfRun(run).because, 14),
    countsLine(run),
  ];
  // Blocks bring an empty line before and after themselves: one is enough between two of them.
  return lines.filter((line, index) => line || lines[index - 1] !== "").join("\n");
}

/** The same for a run that was refused before it started anything. */
export function refusalText(run: RunRecord, paint: Paint): string {
  return [...failureLines(run, paint).slice(2), countsLine(run)].join("\n");
}

/** "12 passed, 1 failed, 0 skipped": failed counts what did not hold, what could not be told, and failures of ours. */
export function countsLine({ checks, failures }: Pick<RunRecord, "checks" | "failures">): string {
  const { conformant, nonconformant, inconclusive, flaky, skipped } = tally(checks);
  return `${conformant} passed, ${nonconformant + flaky + inconclusive + failures.length} failed, ${skipped} skipped`;
}

/** Every verdict with its number, zeros included, and how many checks the filters left out. */
export function verdictLine(
  { checks, deselected = [] }: Pick<RunRecord, "checks" | "deselected">,
  paint: Paint,
): string {
  const counts = Object.entries(tally(checks)) as [Verdict, number][];
  const parts = counts.map(([verdict, number]) => {
    const text = `${number} ${verdict}`;
    return number > 0 ? paint(looks[verdict].colour, text) : text;
  });
  const rest = deselected.length > 0 ? `; ${deselected.length} not selected by the filter` : "";
  return parts.join(", ") + rest;
}

/** How often the claims about traffic were asked, and which leak that excludes: of the least asked one. */
export function heldLine({ checks }: Pick<RunRecord, "checks">): string | undefined {
  const requests = checks.flatMap(({ held, verdict }) =>
    held !== undefined && verdict === "conformant" ? [held] : [],
  );
  if (requests.length === 0) return undefined;
  const least = Math.min(...requests);
  return `${count(requests.length, "check")} about traffic, each asked ${least} times or more after the mesh had converged; wrong answers: ${heldText(least)}`;
}

function heldLines(run: RunRecord): string[] {
  const line = heldLine(run);
  return line === undefined ? [] : [labelled("held", line, 14)];
}

function targetLine({ target, versions }: RunRecord): string {
  if (!versions) return `${target}, not prepared`;
  const { kubernetes, istio, cni, gatewayApi } = versions;
  return `${target}: Kubernetes ${kubernetes}, Istio ${istio}, ${cni}, Gateway API ${gatewayApi}`;
}

/** The checks that are not conformant once more, together, so that the end of a long log is enough. */
function open({ checks }: RunRecord, verdict: "nonconformant" | "flaky" | "inconclusive", paint: Paint): string[] {
  const found = checks.filter((check) => check.verdict === verdict);
  if (found.length === 0) return [];
  const { mark, colour } = looks[verdict];
  return [
    "",
    paint(colour, verdict),
    ...byReason(found).map((lines) => indent(`${paint(colour, mark)} ${lines}`, 2)),
    "",
  ];
}

/** The causes that more than one check failed for, each once: what to look at first. */
function causeLines({ checks }: RunRecord, paint: Paint): string[] {
  const shared = causesOf(checks).filter((each) => each.checks.length > 1);
  if (shared.length === 0) return [];
  const each = shared.map(({ cause, checks: ids }) =>
    [labelled(`${ids.length} checks`, cause, 14), ...ids.map((id) => indent(id, 14))].join("\n"),
  );
  return ["", paint("bold", "causes that checks have in common"), ...each.map((text) => indent(text, 2)), ""];
}

/** How many checks are named that share one reason; the reports name all. */
const sameReasonShown = 5;

/** One reason is told once: a set-up that failed is the reason of every check of its page. */
function byReason(checks: CheckRecord[]): string[] {
  const groups = new Map<string, CheckRecord[]>();
  for (const check of checks) {
    const reason = check.reason ?? "";
    groups.set(reason, [...(groups.get(reason) ?? []), check]);
  }
  return [...groups].map(([reason, found]) => {
    const [first, ...others] = found.slice(0, sameReasonShown).map(({ id }) => id);
    const rest = found.length - sameReasonShown;
    const ids = [first, ...others.map((id) => `  ${id}`), ...(rest > 0 ? [`  and ${count(rest, "more check")}`] : [])];
    return [...ids, indent(reason, 4)].join("\n");
  });
}

function failureLines({ failures }: RunRecord, paint: Paint): string[] {
  if (failures.length === 0) return [];
  const each = failures.map(({ what, why, hint }) =>
    [
      `${paint("red", "!")} ${indent(what, 2).trimStart()}`,
      ...(why ? [labelled("  why", why, 8)] : []),
      labelled("  do", hint, 8),
    ].join("\n"),
  );
  return [
    "",
    paint("red", count(failures.length, "failure") + " of the harness"),
    ...each.map((text) => indent(text, 2)),
    "",
  ];
}

/** Their names, page by page; the whole texts would bury the verdicts, and are in the reports. */
function errataLines({ errata }: RunRecord): string[] {
  if (errata.length === 0) return [];
  const pages = [...new Set(errata.map(({ page }) => page))];
  const lines = pages.map((page) => {
    const ids = errata.filter((erratum) => erratum.page === page).map(({ id }) => id);
    return `${page}: ${ids.join(", ")}`;
  });
  return [labelled("errata", [...lines, "(what each is: summary.md)"].join("\n"), 14)];
}

function timeLine({ startedAt, finishedAt, steps }: RunRecord): string {
  const total = duration(Date.parse(finishedAt) - Date.parse(startedAt));
  const parts = steps.map(({ name, ms }) => `${name} ${duration(ms)}`).join(", ");
  return parts ? `${total} (${parts})` : total;
}
