import type { FoundBlock } from "./blocks.ts";
import type { CatalogueBlock } from "./index.ts";

/** How a newer copy of a page differs from the one that was catalogued. */
export interface Drift {
  /** Same place, other text. */
  changed: { was: CatalogueBlock; now: FoundBlock }[];
  /** Same text, other order. */
  moved: { was: CatalogueBlock; now: FoundBlock }[];
  vanished: CatalogueBlock[];
  added: FoundBlock[];
  unchanged: number;
  /** Unchanged blocks that stand on other lines: prose around them changed. No drift. */
  shifted: number;
}

/** Does the newer copy have any block that the catalogue does not, or the other way round? */
export function hasDrift(drift: Drift): boolean {
  return drift.changed.length + drift.moved.length + drift.vanished.length + drift.added.length > 0;
}

/**
 * Compares by hash. The longest run of equal blocks in the same order stays; between two of these, what is left on
 * both sides is paired in order as changed, the rest has vanished or is new. The catalogue keeps no text, so a block
 * that moved and changed at once shows as vanished and new.
 */
export function compareBlocks(was: readonly CatalogueBlock[], now: readonly FoundBlock[]): Drift {
  const kept = longestCommon(was, now);
  const drift: Drift = { changed: [], moved: [], vanished: [], added: [], unchanged: kept.length, shifted: 0 };
  drift.shifted = kept.filter(([old, found]) => was[old]?.lines[0] !== now[found]?.lines[0]).length;
  const [leftWas, leftNow] = [withoutKept(was, kept, 0), withoutKept(now, kept, 1)];
  takeMoved(leftWas, leftNow, drift);
  for (let gap = 0; gap <= kept.length; gap += 1) pairGap(leftWas[gap] ?? [], leftNow[gap] ?? [], drift);
  return drift;
}

/** Index pairs of the longest common subsequence of hashes. */
function longestCommon(was: readonly CatalogueBlock[], now: readonly FoundBlock[]): [number, number][] {
  const length = Array.from({ length: was.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (row: number, column: number) => length[row]?.[column] ?? 0;
  const same = (row: number, column: number) => was[row]?.sha256 === now[column]?.sha256;
  for (let row = was.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const best = same(row, column) ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
      (length[row] as number[])[column] = best;
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < was.length && column < now.length;) {
    if (same(row, column)) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** What is not kept, in the gaps before, between and after the kept ones. */
function withoutKept<T>(all: readonly T[], kept: readonly [number, number][], side: 0 | 1): T[][] {
  const bounds = [-1, ...kept.map((pair) => pair[side]), all.length];
  return bounds.slice(1).map((end, index) => all.slice((bounds[index] ?? -1) + 1, end));
}

function takeMoved(leftWas: CatalogueBlock[][], leftNow: FoundBlock[][], drift: Drift): void {
  for (const gap of leftWas) {
    for (const block of [...gap]) {
      const home = leftNow.find((found) => found.some(({ sha256 }) => sha256 === block.sha256));
      const index = home?.findIndex(({ sha256 }) => sha256 === block.sha256) ?? -1;
      const [found] = index < 0 ? [] : (home?.splice(index, 1) ?? []);
      if (!found) continue;
      drift.moved.push({ was: block, now: found });
      gap.splice(gap.indexOf(block), 1);
    }
  }
}

function pairGap(was: readonly CatalogueBlock[], now: readonly FoundBlock[], drift: Drift): void {
  was.forEach((block, index) => {
    const found = now[index];
    if (found) drift.changed.push({ was: block, now: found });
    else drift.vanished.push(block);
  });
  drift.added.push(...now.slice(was.length));
}
