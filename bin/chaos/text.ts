import type { ChaosOutcome } from "./scenario.ts";

/** "✓ istiod-deleted 2 of 3: exit 0 after 12.1 s", and what was not as wanted. */
export function chaosLine({ scenario, turn, exit, seconds, problems }: ChaosOutcome, times: number): string {
  const sign = problems.length === 0 ? "✓" : "✗";
  const head = `${sign} ${scenario.id} ${turn + 1} of ${times}: ${ended(exit)} after ${seconds} s`;
  return [head, ...problems.map((problem) => `    ${problem}`)].join("\n");
}

/** Markdown: a line for each scenario. */
export function chaosTable(outcomes: readonly ChaosOutcome[]): string {
  const ids = [...new Set(outcomes.map(({ scenario }) => scenario.id))];
  const rows = ids.map((id) => row(outcomes.filter(({ scenario }) => scenario.id === id)));
  const head = ["scenario", "what was done", "as wanted", "how it ended", "what was said"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |\n`).join("");
}

function row(outcomes: readonly ChaosOutcome[]): string[] {
  const { scenario } = outcomes[0]!;
  const right = outcomes.filter(({ problems }) => problems.length === 0).length;
  const ends = outcomes.map(({ exit, seconds }) => `${ended(exit)}, ${seconds} s`);
  const messages = [...new Set(outcomes.map(({ message: line }) => line).filter((line) => line !== ""))];
  return [scenario.id, scenario.does, `${right} of ${outcomes.length}`, unique(ends).join("; "), messages[0] ?? ""];
}

const ended = (exit: ChaosOutcome["exit"]) => (typeof exit === "number" ? `exit ${exit}` : exit);

const unique = (all: string[]) => [...new Set(all)];

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ").trim();
