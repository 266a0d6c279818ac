import { setTimeout as pause } from "node:timers/promises";
import { compareInventories, type Inventory, takeInventory } from "#helpers/kube/inventory";
import type { Outcome } from "./judge.ts";
import type { PageJob } from "./page-job.ts";
import type { Pass } from "./plan.ts";

/** Longest that what a page removes last may take to be gone. Milliseconds. */
const timeLimit = 20_000;

/** What the page leaves behind when a reader has done all of it: its errata say what, and nothing else may be there. */
export async function tellLeftovers(
  { page, typed, kube, tell }: PageJob,
  pass: Pass,
  before: Inventory,
): Promise<void> {
  const began = Date.now();
  const declared = Object.entries(typed.errata).flatMap(([erratum, shown]) =>
    shown.by === "leftovers" ? [{ erratum, left: shown.left }] : [],
  );
  const wanted = declared.flatMap(({ left }) => left).sort();
  let seen: string[];
  do {
    seen = compareInventories(before, await takeInventory(kube));
    if (same(seen, wanted)) break;
    await pause(500);
  } while (Date.now() < began + timeLimit);
  const errata = declared.map(({ erratum }) => erratum);
  const outcome: Outcome = !same(seen, wanted)
    ? { is: "differs", why: difference(seen, wanted) }
    : errata.length > 0
      ? { is: "erratum", errata }
      : { is: "as documented" };
  const id = `${page.id}: what is left`;
  tell({ page: page.id, tab: pass.tab, id, lines: undefined, again: false, outcome, ms: Date.now() - began });
}

function same(seen: readonly string[], wanted: readonly string[]): boolean {
  return seen.join("\n") === wanted.join("\n");
}

function difference(seen: readonly string[], wanted: readonly string[]): string {
  const more = seen.filter((line) => !wanted.includes(line));
  const less = wanted.filter((line) => !seen.includes(line)).map((line) => `not seen, against its erratum: ${line}`);
  return [...more, ...less].join("\n");
}
