import type { MutantOutcome } from "#helpers/verdict";

/** "killed 31 of 31 mutants of 30 checks", and a line for each that survived. */
export function proveSummary(outcomes: MutantOutcome[]): string {
  const survivors = outcomes.filter(({ killed }) => !killed);
  const checks = new Set(outcomes.map(({ check }) => check)).size;
  const lines = survivors.map(
    ({ check, mutant, verdict, restored, message }) =>
      `  survived: ${check}: ${mutant}\n    verdict ${verdict}, restored ${restored}: ${message.split("\n")[0]}`,
  );
  return [
    `killed ${outcomes.length - survivors.length} of ${outcomes.length} mutants of ${checks} checks`,
    ...lines,
  ].join("\n");
}

/** The table that docs/mutants.md holds. */
export function proveTable(outcomes: MutantOutcome[]): string {
  const rows = outcomes.map(
    ({ check, mutant, message, killed }) =>
      `| ${[check, mutant, firstLine(message), killed ? "killed" : "survived"].map(cell).join(" | ")} |`,
  );
  return ["| check | mutant | what the check said | |", "| --- | --- | --- | --- |", ...rows].join("\n") + "\n";
}

function firstLine(message: string): string {
  const line = message.split("\n").find((text) => text.trim()) ?? "";
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").trim();
}
