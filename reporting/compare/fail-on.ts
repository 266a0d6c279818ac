import { HarnessError } from "#helpers/system/errors";
import { count } from "../exit-code.ts";
import { type Comparison, type DifferenceKind, differenceKinds } from "./comparison.ts";

/** How many differences of each kind there are. Of what the mesh said those count that no version profile expects. */
export function tallyOf({ verdicts, answers, times, versions }: Comparison): Record<DifferenceKind, number> {
  const each = Object.entries(verdicts).map(([kind, changes]) => [kind, changes.length]);
  const unexplained = answers.filter(({ known }) => !known).length;
  return {
    ...(Object.fromEntries(each) as Record<keyof Comparison["verdicts"], number>),
    answers: unexplained,
    time: times.length,
    versions: versions.length,
  };
}

/**
 * The kinds that `--fail-on` names: a list with commas, or "none".
 * @throws HarnessError that lists the kinds where one of them is unknown
 */
export function parseFailOn(list: string): DifferenceKind[] {
  const named = list.split(",").map((name) => name.trim());
  if (named.length === 1 && named[0] === "none") return [];
  const unknown = named.filter((name) => !differenceKinds.some((kind) => kind === name));
  if (unknown.length === 0) return [...new Set(named)] as DifferenceKind[];
  throw new HarnessError(`--fail-on does not know ${unknown.map((name) => `"${name}"`).join(", ")}`, {
    why: `the kinds are ${differenceKinds.join(", ")}; or none, alone`,
    hint: "npm run compare -- <old> <new> --fail-on nonconformant,inconclusive",
  });
}

/** The exit code, and why: 1 where there is a difference of one of these kinds. */
export function outcomeOf(comparison: Comparison, failOn: readonly DifferenceKind[]) {
  const tally = tallyOf(comparison);
  const found = failOn.filter((kind) => tally[kind] > 0);
  const differences = found.map((kind) => wordsFor(kind, tally[kind])).join(", ");
  if (found.length > 0) return { exitCode: 1 as const, because: `${differences} (--fail-on ${failOn.join(",")})` };
  const wanted = failOn.length > 0 ? `nothing that --fail-on ${failOn.join(",")} names` : "--fail-on none";
  return { exitCode: 0 as const, because: wanted };
}

/** "1 check newly nonconformant", "2 differences in time". */
export function wordsFor(kind: DifferenceKind, number: number): string {
  switch (kind) {
    case "nonconformant":
    case "inconclusive":
    case "flaky":
    case "skipped":
      return `${count(number, "check")} newly ${kind}`;
    case "removed":
    case "added":
    case "fixed":
      return `${count(number, "check")} ${kind}`;
    case "unskipped":
      return `${count(number, "check")} no longer skipped`;
    case "answers":
      return `${count(number, "thing")} said differently`;
    case "time":
      return `${count(number, "time")} out of the noise`;
    case "versions":
      return `${count(number, "other version")}`;
  }
}
