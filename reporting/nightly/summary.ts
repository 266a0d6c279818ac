import { comparisonSections } from "../compare/markdown.ts";
import { headline, scope } from "../compare/headline.ts";
import { plain } from "../colour.ts";
import { duration } from "../layout.ts";
import { cell, fenced, table } from "../markdown.ts";
import { shortText } from "../short-text.ts";
import { verdictLine } from "../summary-text.ts";
import { outcomeOfNight, type Night } from "./night.ts";

/** Most characters of a text that GitHub takes: 65,536 in an issue, far more in a job's summary. */
const most = 60_000;

/** A night for people, as Markdown: is it green, what did not hold, and what changed since it was green last. */
export function nightSummary(night: Night): string {
  const { red, because } = outcomeOfNight(night);
  const lines = [
    `## ${red ? "✗" : "✓"} ${cell(night.combination)}: ${cell(because)}`,
    "",
    ...(night.link ? [`[The job](${night.link})`, ""] : []),
    ...runLines(night),
    ...openLines(night),
    ...comparedLines(night),
  ];
  return shortened(lines.join("\n"));
}

/** A text that is too long for GitHub ends earlier, and says so. */
export function shortened(text: string, limit = most): string {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf("\n", limit);
  const kept = text.slice(0, end < 0 ? limit : end);
  // Within a fence the note would be a line of what is shown.
  const fence = openFence(kept);
  return `${kept}\n${fence ? `${fence}\n` : ""}\n… and more: see the job's reports.\n`;
}

/** The fence that is not closed yet, with its indentation: it ends where it belongs. */
function openFence(text: string): string | undefined {
  let open: string | undefined;
  for (const [fence] of text.matchAll(/^ *`{3,}/gm)) {
    if (open === undefined) open = fence;
    else if (fence.trim().length >= open.trim().length) open = undefined;
  }
  return open;
}

function runLines({ run }: Night): string[] {
  if ("why" in run) return [];
  const { istio, envoy, kubernetes, cni, gatewayApi } = run.versions ?? {};
  const known = { Istio: istio, Envoy: envoy, Kubernetes: kubernetes, CNI: cni, "Gateway API": gatewayApi };
  const versions = Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  const took = duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt));
  return [
    `${verdictLine(run, plain)}. Took ${took}.`,
    "",
    ...table(
      ["data plane", "versions"],
      [[run.dataPlane, versions.join(", ") || "not known, the target was not prepared"]],
    ),
  ];
}

/** What did not hold or could not be told, with its reason; what pods answered stays in a fence, where it names nobody. */
function openLines({ run }: Night): string[] {
  if ("why" in run) return [];
  const checks = run.checks
    .filter(({ verdict }) => verdict !== "conformant" && verdict !== "skipped")
    .map(({ verdict, title, id, reason, diagnosis }) => ({
      head: `${verdict}: ${title}`,
      lines: [
        id,
        ...shortText(reason ?? "no reason was given"),
        ...(diagnosis ? [`likely cause: ${diagnosis.cause}`] : []),
      ],
    }));
  const failures = run.failures.map(({ what, why, hint }) => ({
    head: "failure of the harness",
    lines: [...shortText(what), ...(why ? shortText(why) : []), ...shortText(`do: ${hint}`)],
  }));
  return [...failures, ...checks].flatMap(({ head, lines }) => [
    `- ${cell(head)}`,
    "",
    ...fenced(lines).map((line) => `  ${line}`),
    "",
  ]);
}

function comparedLines({ compared }: Night): string[] {
  if ("why" in compared) return ["### Since the last green run", "", `Not compared: ${cell(compared.why)}.`, ""];
  return [
    `### Since the last green run, of ${compared.old.startedAt}: ${cell(headline(compared))}`,
    "",
    `${cell(scope(compared))}.`,
    "",
    ...comparisonSections(compared),
  ];
}
