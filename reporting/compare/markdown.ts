import { duration } from "../layout.ts";
import { cell, fenced, table } from "../markdown.ts";
import type { Comparison } from "./comparison.ts";
import type { Ending } from "./console-text.ts";
import { headline, scope, warnings } from "./headline.ts";
import { notCompared, sectionsOf, type Section } from "./sections.ts";

/** The comparison as Markdown, for a CI job's summary. */
export function comparisonMarkdown(
  comparison: Comparison,
  { exitCode, because }: Pick<Ending, "exitCode" | "because">,
): string {
  const { old, new: fresh } = comparison;
  const runs = [old, fresh].map(({ source, startedAt, took, target, dataPlane, exitCode: ended }, index) => [
    ["old", "new"][index]!,
    source,
    startedAt,
    duration(took),
    target,
    dataPlane,
    String(ended),
  ]);
  return [
    `## meshproof compare: ${cell(headline(comparison))}`,
    "",
    `${cell(scope(comparison))}. Exit code ${exitCode}: ${cell(because)}.`,
    "",
    ...warnings(comparison).flatMap((line) => [`> ${cell(line)}`, ""]),
    ...table(["run", "record", "started", "took", "target", "data plane", "exit code"], runs),
    ...comparisonSections(comparison),
    "",
  ].join("\n");
}

/** Other versions, every difference, and what was not compared. */
export function comparisonSections(comparison: Comparison): string[] {
  const { versions } = comparison;
  const rows = versions.map(({ what, was, now }) => [what, was, now]);
  return [
    ...(rows.length > 0 ? table(["different", "old", "new"], rows) : []),
    ...sectionsOf(comparison).flatMap(sectionLines),
    ...notCompared(comparison).map((line) => `- not compared: ${cell(line)}`),
  ];
}

function sectionLines({ title, items }: Section): string[] {
  const each = items.flatMap(({ head, lines, reference }) => [
    `- ${cell(head)}${reference?.startsWith("https:") ? ` ([reference](${reference}))` : ""}`,
    "",
    ...fenced(
      lines.flatMap((line) => line.split("\n")),
      "diff",
    ).map((line) => `  ${line}`),
    "",
  ]);
  return [`### ${cell(title)} (${items.length})`, "", ...each];
}
