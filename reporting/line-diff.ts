import { dedent } from "./layout.ts";

/** A line of what is documented and what was observed, one over the other. */
export interface DiffLine {
  kind: "same" | "documented" | "observed";
  text: string;
}

/** Beyond so many pairs of lines nobody reads a comparison, and making it takes seconds. */
const mostPairs = 250_000;

/**
 * What the document prints and what the mesh answered as one list of lines: those of both once, as they were observed,
 * with their real names; those of one where they would stand.
 * @param documented what the page prints; "…" in it stands for anything
 */
export function lineDiff(documented: string, observed: string): DiffLine[] {
  const [one, other] = [dedent(documented), dedent(observed)];
  if (one.length * other.length > mostPairs) return [...only(one, "documented"), ...only(other, "observed")];
  const common = commonLengths(one, other);
  const lines: DiffLine[] = [];
  let [at, beside] = [0, 0];
  while (at < one.length && beside < other.length) {
    if (meets(one[at]!, other[beside]!)) {
      lines.push({ kind: "same", text: other[beside]! });
      [at, beside] = [at + 1, beside + 1];
    } else if (common[at + 1]![beside]! >= common[at]![beside + 1]!) {
      lines.push({ kind: "documented", text: one[at++]! });
    } else {
      lines.push({ kind: "observed", text: other[beside++]! });
    }
  }
  return [...lines, ...only(one.slice(at), "documented"), ...only(other.slice(beside), "observed")];
}

/** The signs of `diff -u` in front of the lines. */
export const diffSigns: Record<DiffLine["kind"], string> = { same: " ", documented: "-", observed: "+" };

function only(lines: string[], kind: DiffLine["kind"]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}

/** At each pair of places, how many lines the rests have in common at most. */
function commonLengths(one: string[], other: string[]): number[][] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let at = one.length - 1; at >= 0; at--) {
    for (let beside = other.length - 1; beside >= 0; beside--) {
      lengths[at]![beside] = meets(one[at]!, other[beside]!)
        ? lengths[at + 1]![beside + 1]! + 1
        : Math.max(lengths[at + 1]![beside]!, lengths[at]![beside + 1]!);
    }
  }
  return lengths;
}

/** Is it the documented line, with a real name where the document leaves it open? */
function meets(documented: string, observed: string): boolean {
  const [first = "", ...rest] = documented.trim().split("…");
  const seen = observed.trim();
  if (rest.length === 0) return first === seen || rowOf(documented) === rowOf(observed);
  if (!seen.startsWith(first)) return false;
  const last = rest.pop()!;
  let from = first.length;
  for (const part of rest) {
    const found = seen.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return seen.length - last.length >= from && seen.endsWith(last);
}

/**
 * A row of kubectl's tables without what is of one cluster and one moment: the ends of pods' names, how far the columns
 * are apart, and the age, which the documents often leave out.
 */
function rowOf(line: string): string {
  return line
    .trim()
    .replace(/(?<=^[a-z0-9-]+)-[0-9a-f]{8,10}-[a-z0-9]{5}(?=\s)/, "-…")
    .replace(/\s+(?:\d+[dhms])+$/, "")
    .replaceAll(/\s+/g, " ");
}
