import { htmlDocument } from "../html-document.ts";
import { all, type Html, link, table, tag, text } from "../html.ts";
import { duration } from "../layout.ts";
import type { Comparison } from "./comparison.ts";
import type { Ending } from "./console-text.ts";
import { headline, scope, warnings } from "./headline.ts";
import { notCompared, sectionsOf, type Item, type Section } from "./sections.ts";

/** The verdict's colours of the run's report, by how urgent a section is. */
const classes: Record<Section["tone"], string> = {
  red: "nonconformant",
  yellow: "inconclusive",
  green: "conformant",
  dim: "dim",
};

/** The comparison as one HTML file that needs nothing else. */
export function comparisonHtml(
  comparison: Comparison,
  { exitCode, because }: Pick<Ending, "exitCode" | "because">,
): string {
  const summary = headline(comparison);
  return htmlDocument(
    `meshproof compare: ${summary}`,
    all([
      tag("h1", { class: `exit${exitCode}` }, text(`meshproof compare: ${summary}`)),
      tag("p", {}, text(`Exit code ${exitCode}: ${because}. ${scope(comparison)}.`)),
      comparisonBody(comparison),
    ]),
  );
}

/** All of a comparison but its headline. */
export function comparisonBody(comparison: Comparison): Html {
  const skipped = notCompared(comparison).map((line) => tag("li", {}, text(line)));
  return all([
    ...warnings(comparison).map((line) => tag("p", { class: "inconclusive" }, text(line))),
    runs(comparison),
    versions(comparison),
    ...sectionsOf(comparison).map(section),
    ...(skipped.length > 0 ? [tag("h2", {}, text("Not compared")), tag("ul", {}, all(skipped))] : []),
  ]);
}

function runs({ old, new: fresh }: Comparison): Html {
  const rows = [old, fresh].map(({ source, startedAt, took, target, dataPlane, exitCode }, index) =>
    [["old", "new"][index]!, source, startedAt, duration(took), target, dataPlane, String(exitCode)].map(text),
  );
  return table(["run", "record", "started", "took", "target", "data plane", "exit code"], rows);
}

function versions({ versions: different, same }: Comparison): Html {
  const rows = [
    ...different.map(({ what, was, now }) => [text(what), text(was), text(now)]),
    ...same.map(({ what, is }) => [text(what), text(is), tag("span", { class: "dim" }, text("the same"))]),
  ];
  return all([tag("h2", {}, text("Versions")), table(["what", "old", "new"], rows)]);
}

function section({ title, tone, items }: Section): Html {
  const heading = tag("h2", {}, tag("span", { class: classes[tone] }, text(`${title} (${items.length})`)));
  return tag("section", {}, heading, all(items.map(item)));
}

function item({ head, lines, reference }: Item): Html {
  const below = [tag("pre", {}, text(lines.join("\n"))), ...(reference ? [tag("p", {}, link(reference))] : [])];
  return tag("details", { open: "open" }, tag("summary", {}, text(head)), all(below));
}
