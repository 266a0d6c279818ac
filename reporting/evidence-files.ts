import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { CheckRecord, RunRecord } from "#helpers/verdict/record";

/** A file of a check's evidence, as far as a report shows it. */
export interface EvidenceFile {
  /** Relative to the reports folder. */
  path: string;
  /** Its text, shortened; absent where it is only named. */
  text?: string;
  /** How many lines of it were left out. */
  omittedLines?: number;
}

/** The evidence of a run's checks, by their ids. */
export type Evidence = ReadonlyMap<string, EvidenceFile[]>;

/** What is shown of a check: of a failure also why, the request once more with curl's trace, and both ends' logs. */
const shownFiles = ["transcript.txt"];
const shownFilesOfFailure = ["trace.txt", "access-log.txt", "endpoints.txt", "transcript.txt"];

/** Room in the report for all evidence of checks that need somebody, and of all others; and for one check. Characters. */
const budget = { failures: 900_000, others: 300_000, failure: 80_000, other: 4_000 };

/** How many files are named beside those that are shown: a mesh's dump may have hundreds. */
const named = 40;

/**
 * Reads what the report shows of each check's evidence. What cannot be read is left out: the report says where it would be.
 * @param folder absolute path of the reports
 */
export async function readEvidence({ checks }: Pick<RunRecord, "checks">, folder: string): Promise<Evidence> {
  const failed = checks.filter(needsSomebody).length;
  const each = await Promise.all(
    checks.map(async (check) => {
      const limit = needsSomebody(check)
        ? Math.min(budget.failure, budget.failures / failed)
        : Math.min(budget.other, budget.others / (checks.length - failed));
      return [check.id, await filesOf(check, folder, limit)] as const;
    }),
  );
  return new Map(each);
}

function needsSomebody({ verdict }: CheckRecord): boolean {
  return verdict !== "conformant" && verdict !== "skipped";
}

async function filesOf(check: CheckRecord, folder: string, limit: number): Promise<EvidenceFile[]> {
  const { evidence } = check;
  if (!evidence || evidence.split("/").includes("..")) return [];
  const names = await namesIn(path.join(folder, evidence));
  const shown = (needsSomebody(check) ? shownFilesOfFailure : shownFiles).filter((name) => names.includes(name));
  const texts = shown.map(async (name): Promise<EvidenceFile> => {
    const file = path.join(evidence, name);
    const text = await readFile(path.join(folder, file), "utf8").catch(() => undefined);
    return text === undefined ? { path: file } : { path: file, ...shortened(text, limit / shown.length) };
  });
  const others = needsSomebody(check) ? names.filter((name) => !shown.includes(name)).slice(0, named) : [];
  return [...(await Promise.all(texts)), ...others.map((name) => ({ path: path.join(evidence, name) }))];
}

/** Every file below a folder, relative to it; none where there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).toSorted();
}

/** The first and the last lines of a text that is too long: what was asked, and how it ended. */
export function shortened(text: string, limit: number): { text: string; omittedLines?: number } {
  if (text.length <= limit) return { text };
  const lines = text.split("\n").map((line) => (line.length > limit / 4 ? `${line.slice(0, limit / 4)}…` : line));
  let [first, last, size] = [0, lines.length, 0];
  for (let fromStart = true; first < last; fromStart = !fromStart) {
    const next = fromStart ? lines[first]! : lines[last - 1]!;
    size += next.length + 1;
    if (size > limit) break;
    if (fromStart) first += 1;
    else last -= 1;
  }
  const omittedLines = last - first;
  if (omittedLines === 0) return { text: lines.join("\n") };
  const mark = `… ${omittedLines} lines left out …`;
  return { text: [...lines.slice(0, first), mark, ...lines.slice(last)].join("\n"), omittedLines };
}
