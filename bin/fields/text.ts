import { duration } from "#reporting/layout";
import { cell } from "#reporting/markdown";
import type { FieldOutcome } from "./runs.ts";

/** One line of the console for one field. */
export function fieldLine({ file, field, missedBy, ms }: FieldOutcome): string {
  return `${missedBy === undefined ? "✗ no check misses" : "✓"} ${file}:${field.line} ${field.name} (${duration(ms)})${
    missedBy === undefined ? "" : `: ${missedBy}`
  }`;
}

/** "23 fields, 2 of which no check misses". */
export function fieldsSummary(outcomes: readonly FieldOutcome[]): string {
  const unmissed = outcomes.filter(({ missedBy }) => missedBy === undefined).length;
  return `${outcomes.length} ${outcomes.length === 1 ? "field" : "fields"}, ${unmissed || "none"} of which no check misses`;
}

/** The outcomes as a table in Markdown, those that nothing misses first. */
export function fieldsTable(outcomes: readonly FieldOutcome[]): string {
  const rows = outcomes.toSorted(
    (one, other) => Number(one.missedBy !== undefined) - Number(other.missedBy !== undefined),
  );
  return [
    "| field | where | the first check that missed it |",
    "| --- | --- | --- |",
    ...rows.map(
      ({ file, field, missedBy }) =>
        `| ${cell(field.name)} | ${file}:${field.line} | ${cell(missedBy ?? "**none**")} |`,
    ),
    "",
  ].join("\n");
}
