import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { mustRun } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";

/** A run of copies of one page that asks nothing. */
export interface GrowthCase {
  pages: number;
  /** Of each page. */
  checks: number;
  repeats: number;
  /** Of each check, KB. */
  evidence: number;
}

/** What it took. */
export interface GrowthFigures {
  seconds: number;
  /** The most that the run's own process had, its workers apart. */
  megabytes: number;
  /** report.html, KB. */
  report: number;
  decided: number;
}

const usual: GrowthCase = { pages: 5, checks: 20, repeats: 1, evidence: 10 };

/** Of each case one field grows; the others are the usual ones. */
const series: [what: string, cases: Partial<GrowthCase>[]][] = [
  ["pages", [{ pages: 5 }, { pages: 10 }, { pages: 20 }]],
  ["checks", [{ checks: 25 }, { checks: 50 }, { checks: 100 }]],
  ["repeats", [{ repeats: 1 }, { repeats: 2 }, { repeats: 4 }]],
  ["evidence", [{ evidence: 10 }, { evidence: 100 }, { evidence: 1_000 }]],
];

/**
 * Measures how a run grows with the number of pages, of checks, of repeats, and with the evidence. No cluster is needed: the
 * pages ask nothing.
 * @param tell gets each line as soon as it is known
 * @throws HarnessError where a run does not end well
 */
export async function measureGrowth(tell: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-growth-"));
  try {
    for (const [what, cases] of series) {
      for (const changed of cases) {
        const growing = { ...usual, ...changed };
        const file = path.join(folder, "figures.json");
        const program = ["--import", "vitest/node", "--import", "tsx", "bin/bench/growth-run.ts"];
        const args = [...program, JSON.stringify(growing), file];
        await mustRun(process.execPath, args, { cwd: projectDir, timeout: 10 * 60_000 });
        tell(growthLine(what, growing, JSON.parse(await readFile(file, "utf8")) as GrowthFigures));
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** "  pages      10 pages × 20 checks, 1 repeat, 10 KB each: 200 decided in 4.1 s, 210 MB, report 320 KB". */
export function growthLine(what: string, growing: GrowthCase, figures: GrowthFigures): string {
  const { pages, checks, repeats, evidence } = growing;
  const size = `${pages} pages × ${checks} checks, ${repeats} ${repeats === 1 ? "repeat" : "repeats"}, ${evidence} KB each`;
  const { decided, seconds, megabytes, report } = figures;
  return `  ${what.padEnd(10)} ${size}: ${decided} decided in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, report ${report.toFixed(0)} KB`;
}
