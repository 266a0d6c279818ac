import { duration } from "#reporting/layout";
import { cell, tableOf } from "#reporting/markdown";
import type { FieldOutcome } from "./runs.ts";

/** One line of the console for one field. */
export function fieldLine({ file, field, missedBy, notAsked, ms }: FieldOutcome): string {
  const what = `${file}:${field.line} ${field.name} (${duration(ms)})`;
  if (notAsked !== undefined) return `- not asked ${what}: ${notAsked}`;
  return missedBy === undefined ? `✗ no check misses ${what}` : `✓ ${what}: ${missedBy}`;
}

/** "23 fields; no check misses 2 of them; 1 was not asked". */
export function fieldsSummary(outcomes: readonly FieldOutcome[]): string {
  const unmissed = outcomes.filter(isUnmissed).length;
  const notAsked = outcomes.filter((each) => each.notAsked !== undefined).length;
  return [
    `${outcomes.length} ${outcomes.length === 1 ? "field" : "fields"}`,
    unmissed === 0 ? "each that was asked is missed by a check" : `no check misses ${unmissed} of them`,
    ...(notAsked === 0 ? [] : [`${notAsked} ${notAsked === 1 ? "was" : "were"} not asked`]),
  ].join("; ");
}

/** Was it asked, and did no check miss it? */
export const isUnmissed = ({ missedBy, notAsked }: FieldOutcome): boolean =>
  missedBy === undefined && notAsked === undefined;

/** The outcomes as a table in Markdown, those that nothing misses first. */
export function fieldsTable(outcomes: readonly FieldOutcome[]): string {
  const rows = outcomes.toSorted((one, other) => Number(isUnmissed(other)) - Number(isUnmissed(one)));
  const row = (outcome: FieldOutcome) => [
    cell(outcome.field.name),
    cell(`${outcome.file}:${outcome.field.line}`),
    isUnmissed(outcome) ? "**none**" : cell(outcome.missedBy ?? `not asked: ${outcome.notAsked}`),
  ];
  return tableOf(["field", "where", "the first check that missed it"], rows.map(row)).join("\n");
}
