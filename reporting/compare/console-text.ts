import type { Paint } from "../colour.ts";
import { duration, indent, labelled } from "../layout.ts";
import type { Comparison, RunFacts } from "./comparison.ts";
import { headline, scope, warnings } from "./headline.ts";
import { notCompared, sectionsOf, type Section } from "./sections.ts";

/** How a comparison ends, and where its reports are. */
export interface Ending {
  exitCode: 0 | 1;
  because: string;
  reports: string[];
}

/** The comparison on a console; the end of it is enough where nothing differs. */
export function comparisonText(comparison: Comparison, { exitCode, because, reports }: Ending, paint: Paint): string {
  const { versions, same } = comparison;
  const skipped = notCompared(comparison);
  const lines = [
    labelled("old", runLine(comparison.old), 14),
    labelled("new", runLine(comparison.new), 14),
    ...(versions.length > 0 ? [labelled("different", versionLines(comparison), 14)] : []),
    ...(same.length > 0 ? [labelled("same", same.map(({ what, is }) => `${what} ${is}`).join(", "), 14)] : []),
    ...sectionsOf(comparison).map((section) => `\n${sectionText(section, paint)}`),
    "",
    ...warnings(comparison).map((line) => labelled("warning", paint("yellow", line), 14)),
    ...(skipped.length > 0 ? [labelled("not compared", skipped.join("\n"), 14)] : []),
    labelled("compared", scope(comparison), 14),
    labelled("differences", headline(comparison), 14),
    labelled("reports", reports.join("  "), 14),
    labelled(`exit code ${exitCode}`, because, 14),
  ];
  return lines.join("\n");
}

function runLine({ source, startedAt, took, target, exitCode }: RunFacts): string {
  return `${source}  (${startedAt}, ${duration(took)}, ${target}, exit code ${exitCode})`;
}

/** Image digests by their number: the other reports have them. */
function versionLines({ versions }: Comparison): string {
  const images = versions.filter(({ what }) => what.startsWith("image ")).length;
  const others = versions.filter(({ what }) => !what.startsWith("image "));
  const lines = others.map(({ what, was, now }) => `${what}: ${was} → ${now}`);
  return [...lines, ...(images > 0 ? [`${images} image digests`] : [])].join("\n");
}

/** A section's differences, each with what belongs below it. */
export function sectionText({ title, tone, items }: Section, paint: Paint): string {
  const each = items.map(({ head, lines, reference }) => {
    const below = [...lines, ...(reference ? [reference] : [])].map((line) => indent(line, 6));
    return [`  ${paint(tone, head)}`, ...below].join("\n");
  });
  return [paint(tone, `${title} (${items.length})`), ...each].join("\n");
}
