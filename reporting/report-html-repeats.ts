import type { CheckRecord, Verdict } from "#helpers/verdict";
import { all, type Html, table, tag, text } from "./html.ts";

/** What a run with --repeat found: how far each check's repeats agree, and how long its claims took to converge. */
export function repeatsOf(checks: readonly CheckRecord[]): Html {
  const rows = checks.flatMap(({ id, title, repeats }) =>
    repeats
      ? [
          [
            all([text(title), tag("br", {}), tag("code", {}, text(id))]),
            text(agreement(repeats.verdicts)),
            ...spread(repeats.converged).map((ms) => text(ms === undefined ? "" : `${Math.round(ms)} ms`)),
            text(String(repeats.converged.length)),
          ],
        ]
      : [],
  );
  if (rows.length === 0) return all([]);
  const head = ["check", "agreement", "min", "median", "max", "of"];
  const what =
    "Convergence: milliseconds until what a check waited for had come about for good; the last column says of how many repeats.";
  return tag("section", {}, tag("h2", {}, text("Repeats")), tag("p", {}, text(what)), table(head, rows));
}

/** "3 of 3 conformant", or "2 conformant, 1 nonconformant of 3". */
export function agreement(verdicts: readonly Verdict[]): string {
  const kinds = [...new Set(verdicts)];
  const [only] = kinds;
  if (only === undefined) return "none came to an end";
  if (kinds.length === 1) return `${verdicts.length} of ${verdicts.length} ${only}`;
  const each = kinds.map((kind) => `${verdicts.filter((verdict) => verdict === kind).length} ${kind}`);
  return `${each.join(", ")} of ${verdicts.length}`;
}

/** Least, median and greatest of some numbers; of none, none. */
export function spread(numbers: readonly number[]): [min?: number, median?: number, max?: number] {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const median = Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)];
  return sorted.length === 0 ? [undefined, undefined, undefined] : [sorted[0], median, sorted.at(-1)];
}
