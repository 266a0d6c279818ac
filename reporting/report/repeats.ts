import type { RunRecord, Verdict } from "#helpers/verdict/record";
import { spread } from "../agreement.ts";
import { all, type Html, table, tag, text } from "../html.ts";

/** What a run with --repeat found: how far each check's repeats agree, and how long its claims took to converge. */
export function repeatsOf({ checks, repeats: run }: Pick<RunRecord, "checks" | "repeats">): Html {
  const rows = checks.flatMap(({ id, title, repeats }) => {
    if (!repeats) return [];
    const { least, middle, most } = spread(repeats.converged) ?? {};
    return [
      [
        all([text(title), tag("br", {}), tag("code", {}, text(id))]),
        text(agreed(repeats.verdicts)),
        ...[least, middle, most].map((ms) => text(ms === undefined ? "" : `${Math.round(ms)} ms`)),
        text(String(repeats.converged.length)),
      ],
    ];
  });
  if (rows.length === 0) return all([]);
  const done = run ? `${run.done} of ${run.asked} repeats were done. ` : "";
  const what = `${done}Convergence: milliseconds until what a check waited for had come about for good; of: in how many repeats.`;
  const head = ["check", "agreement", "min", "median", "max", "of"];
  return tag("section", {}, tag("h2", {}, text("Repeats")), tag("p", {}, text(what)), table(head, rows));
}

/** "3 of 3 conformant", or "2 conformant, 1 nonconformant of 3". */
function agreed(verdicts: readonly Verdict[]): string {
  const kinds = [...new Set(verdicts)];
  if (kinds.length === 1) return `${verdicts.length} of ${verdicts.length} ${kinds.join("")}`;
  const each = kinds.map((kind) => `${verdicts.filter((verdict) => verdict === kind).length} ${kind}`);
  return `${each.join(", ")} of ${verdicts.length}`;
}
