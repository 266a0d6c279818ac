import type { CheckRecord, Repeats, Verdict } from "#helpers/verdict/record";
import { spread } from "./agreement.ts";

/** Each check with how many repeats agree, and the spread of its time to converge; empty where nothing was repeated. */
export function agreementText(checks: readonly CheckRecord[]): string {
  const repeated = checks.flatMap(({ page, title, repeats }) => (repeats ? [{ page, title, repeats }] : []));
  if (repeated.length === 0) return "";
  const pages = [...new Set(repeated.map(({ page }) => page))];
  const lines = pages.flatMap((page) => [
    `  ${page}`,
    ...repeated.filter((check) => check.page === page).map(({ title, repeats }) => row(title, repeats)),
  ]);
  const head = "agreement of the repeats; converged: least, middle and most milliseconds until a claim held for good";
  return [head, ...lines].join("\n");
}

function row(title: string, { verdicts, converged }: Repeats): string {
  const { least, middle, most } = spread(converged) ?? {};
  const times = [least, middle, most].map((ms) => (ms === undefined ? "-" : String(ms)).padStart(7)).join("");
  return `    ${`${mostCommon(verdicts)}/${verdicts.length}`.padEnd(5)}${times}  ${title}`;
}

/** How many repeats ended in the verdict that most of them ended in. */
function mostCommon(verdicts: readonly Verdict[]): number {
  return Math.max(...verdicts.map((verdict) => verdicts.filter((other) => other === verdict).length));
}
