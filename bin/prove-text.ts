import type { MutantOutcome } from "#helpers/verdict/record";
import type { HarnessMutant } from "./harness-mutants.ts";

/** What became of one mutant of the harness. */
export interface HarnessOutcome extends Pick<HarnessMutant, "name" | "file" | "test"> {
  killed: boolean;
  /** What the unit test said. */
  message: string;
}

/** "✓ killed    <what>", or "✗ survived  <what>" with the first line of what was said. */
export function proveLine(what: string, { killed, message }: Pick<HarnessOutcome, "killed" | "message">): string {
  return killed ? `✓ killed    ${what}` : `✗ survived  ${what}\n    ${firstLine(message)}`;
}

/** "killed 31 of 31 mutants of 30 checks", and a line for each that survived. */
export function proveSummary(outcomes: MutantOutcome[]): string {
  const survivors = outcomes.filter(({ killed }) => !killed);
  const checks = new Set(outcomes.map(({ check }) => check)).size;
  const lines = survivors.map(
    ({ check, mutant, verdict, restored, message }) =>
      `  survived: ${check}: ${mutant}\n    verdict ${verdict}, restored ${restored}: ${firstLine(message)}`,
  );
  return [
    `killed ${outcomes.length - survivors.length} of ${outcomes.length} mutants of ${checks} checks`,
    ...lines,
  ].join("\n");
}

/** "killed 31 of 31 mutants of the harness", and a line for each that survived. */
export function harnessSummary(outcomes: HarnessOutcome[]): string {
  const survivors = outcomes.filter(({ killed }) => !killed);
  const lines = survivors.map(
    ({ name, file, test, message }) => `  survived: ${file}: ${name}\n    ${test}: ${firstLine(message)}`,
  );
  return [`killed ${outcomes.length - survivors.length} of ${outcomes.length} mutants of the harness`, ...lines].join(
    "\n",
  );
}

/** docs/mutants.md: what a whole proof showed. */
export function provePage(live: MutantOutcome[], harness: HarnessOutcome[]): string {
  return `# Mutants

What \`npm run prove\` showed: each check, a way to break the mesh under it, and what the check then said. Generated; do
not edit.

${proveSummary(live)}

${proveTable(live)}
${harnessSection(harness)}`;
}

const harnessTitle = "## Mutants of the harness\n";

/** The page with what a proof of the harness alone showed, in place of what stood there of it. */
export function withHarness(page: string, harness: HarnessOutcome[]): string {
  return page.slice(0, page.indexOf(harnessTitle)) + harnessSection(harness);
}

function harnessSection(harness: HarnessOutcome[]): string {
  return `${harnessTitle}
Ways to break meshproof itself, each in a copy of the project, and what the unit tests beside the file then said.

${harnessSummary(harness)}

${harnessTable(harness)}`;
}

function proveTable(outcomes: MutantOutcome[]): string {
  return table(
    ["check", "mutant", "what the check said", ""],
    outcomes.map(({ check, mutant, message, killed }) => [check, mutant, firstLine(message), ended(killed)]),
  );
}

function harnessTable(outcomes: HarnessOutcome[]): string {
  return table(
    ["file", "mutant", "what the unit test said", ""],
    outcomes.map(({ file, name, message, killed }) => [file, name, firstLine(message), ended(killed)]),
  );
}

const ended = (killed: boolean) => (killed ? "killed" : "survived");

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))];
  return lines.map((line) => `| ${line.join(" | ")} |\n`).join("");
}

function firstLine(message: string): string {
  const line = message.split("\n").find((text) => text.trim()) ?? "";
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").trim();
}
