import type { Finding } from "#fixtures/engine/finding";
import { wrap } from "./print.ts";

const marks = { here: "✓", made: "…", missing: "✗" } as const;
const column = 22;
const width = 120;

/** A row for each thing that a run needs; below what is missing, what mends it. */
export function machineText(findings: readonly Finding[]): string {
  const rows = findings.flatMap(({ name, state, text, mend }) => [
    ...row(`${marks[state]} ${name}`, text),
    ...(mend ? mend.split("\n").flatMap((line) => row("", `→ ${line.trim()}`)) : []),
  ]);
  return [...rows, "", ending(findings)].join("\n");
}

function ending(findings: readonly Finding[]): string {
  const lacking = findings.filter(({ state }) => state === "missing").length;
  if (lacking > 0) return `${lacking} missing: \`npm test\` would refuse`;
  const toMake = findings.some(({ state }) => state === "made");
  return toMake ? "nothing is missing; what has an … is made or installed by `npm test` itself" : "nothing is missing";
}

/** 0: `npm test` can begin; 2: it would refuse. */
export const machineExitCode = (findings: readonly Finding[]): 0 | 2 =>
  findings.some(({ state }) => state === "missing") ? 2 : 0;

function row(name: string, text: string): string[] {
  const lines = text.split("\n").flatMap((line) => wrap(line, width - column));
  return lines.map((line, index) => `${(index === 0 ? name : "").padEnd(column)}${line}`.trimEnd());
}
