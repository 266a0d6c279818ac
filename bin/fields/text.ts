import { duration } from "#reporting/layout";
import { cell, tableOf } from "#reporting/markdown";
import type { FieldOutcome } from "./runs.ts";

/** One line of the console for one field. */
export function fieldLine({ file, field, missedBy, ms }: FieldOutcome): string {
  return `${missedBy === undefined ? "✗ no check misses" : "✓"} ${file}:${field.line} ${field.name} (${duration(ms)})${
    missedBy === undefined ? "" : `: ${missedBy}`
  }`;
}

/** "23 fields; no check misses 2 of them". */
export function fieldsSummary(outcomes: readonly FieldOutcome[]): string {
  const unmissed = outcomes.filter(({ missedBy }) => missedBy === undefined).length;
  const all = `${outcomes.length} ${outcomes.length === 1 ? "field" : "fields"}`;
  return unmissed === 0 ? `${all}, each missed by a check` : `${all}; no check misses ${unmissed} of them`;
}

/** The outcomes as a table in Markdown, those that nothing misses first. */
export function fieldsTable(outcomes: readonly FieldOutcome[]): string {
  const rows = outcomes.toSorted(
    (one, other) => Number(one.missedBy !== undefined) - Number(other.missedBy !== undefined),
  );
  const row = ({ file, field, missedBy }: FieldOutcome) => [
    cell(field.name),
    cell(`${file}:${field.line}`),
    missedBy === undefined ? "**none**" : cell(missedBy),
  ];
  return tableOf(["field", "where", "the first check that missed it"], rows.map(row)).join("\n");
}
