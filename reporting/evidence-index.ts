import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { CheckRecord, RunRecord } from "#helpers/verdict/record";

interface File {
  name: string;
  bytes: number;
}

/** Verdicts, those first that need somebody. */
const order: readonly CheckRecord["verdict"][] = ["nonconformant", "inconclusive", "flaky", "conformant", "skipped"];

/**
 * evidence/index.md: a line for each check that left evidence, with its verdict and its files; those that need somebody first,
 * with the likely cause.
 * @param folder absolute path of the reports
 * @returns undefined where no check left any
 */
export async function evidenceIndex(
  { checks }: Pick<RunRecord, "checks">,
  folder: string,
): Promise<string | undefined> {
  const all = await Promise.all(checks.map(async (check) => ({ check, files: await filesOf(check, folder) })));
  const there = all.filter(({ files }) => files.length > 0);
  if (there.length === 0) return undefined;
  const rank = ({ verdict }: CheckRecord) => order.indexOf(verdict);
  const sorted = there.toSorted((one, other) => rank(one.check) - rank(other.check));
  const sizes = there.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    "# The evidence of this run",
    "",
    `${there.length} checks, ${inWords(sizes)}. Of a check that needs somebody, why.md says most.`,
    "",
    "| check | verdict | files |",
    "| --- | --- | --- |",
    ...sorted.map(
      ({ check, files }) => `| ${check.id} | ${verdictOf(check)} | ${files.map(linkTo(check)).join(", ")} |`,
    ),
    "",
  ].join("\n");
}

/** Cells of a table have no line ends, and no bars of their own. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").trim();

function verdictOf({ verdict, diagnosis }: CheckRecord): string {
  return diagnosis ? `${verdict}: ${cell(diagnosis.cause)}` : verdict;
}

const linkTo =
  ({ evidence }: CheckRecord) =>
  ({ name, bytes }: File) =>
    `[${name}](${encodeURI(path.posix.join(path.posix.relative("evidence", evidence), name))}) ${inWords(bytes)}`;

/** "812 B", "34 kB", "1.2 MB". */
export function inWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The files of a check's folder, by their names; none where there is no folder. */
async function filesOf({ evidence }: CheckRecord, folder: string): Promise<File[]> {
  if (!evidence || evidence.split("/").includes("..")) return [];
  const root = path.join(folder, evidence);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted();
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(path.join(root, name))).size })));
}
