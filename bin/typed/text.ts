import { duration, indent } from "#reporting/layout";
import type { Outcome } from "./judge.ts";
import type { Result } from "./page-job.ts";

/** A block's line on the console, and below it in what it differs. */
export function resultLine({ id, tab, again, outcome, ms }: Result): string {
  const mark = outcome.is === "differs" ? "✗" : outcome.is === "not run" ? "-" : "✓";
  const where = `${id}${tab ? ` [${tab}]` : ""}${again ? " (again)" : ""}`;
  const line = `  ${mark} ${inWords(outcome)}  ${duration(ms)}  ${where}`;
  if (outcome.is === "differs") return `${line}\n${indent(outcome.why, 6)}`;
  return outcome.is === "not run" ? `${line}: ${[outcome.reason, ...outcome.errata].join("; ")}` : line;
}

function inWords(outcome: Outcome): string {
  switch (outcome.is) {
    case "as documented":
      return "as documented";
    case "erratum":
      return `as its erratum says: ${outcome.errata.join(", ")}`;
    case "not run":
      return "not run";
    case "differs":
      return "otherwise than documented";
  }
}

/** The last lines: how many of each, and what the exit code says. */
export function summaryText(results: readonly Result[]): string {
  const count = (is: Outcome["is"]) => results.filter(({ outcome }) => outcome.is === is).length;
  return (
    `${results.length} typed: ${count("as documented")} as documented, ${count("erratum")} as an erratum says, ` +
    `${count("not run")} not run, ${count("differs")} otherwise than documented`
  );
}
