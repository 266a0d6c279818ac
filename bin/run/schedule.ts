/** What the schedule has to know of a page. */
export interface Scheduled {
  meshWide: boolean;
  /** Namespaces and names that the page makes or changes. */
  touches: readonly string[];
  /** How many of its checks are run; as good as its time for telling which page is long. */
  checks?: number;
}

/**
 * How many documents run side by side. Their checks mostly wait for the mesh, but all of their pods share one node,
 * often with 2 cores: a third document makes each slower and none sooner.
 */
export const sideBySide = 2;

/**
 * Runs the documents that don't meet side by side, the longest first so that none is left to run alone at the end, then
 * those that change the whole mesh, each of them alone.
 */
export async function runPages<Page extends Scheduled>(
  pages: readonly Page[],
  runPage: (page: Page) => Promise<void>,
  width = sideBySide,
): Promise<void> {
  const longestFirst = pages.toSorted((one, other) => (other.checks ?? 0) - (one.checks ?? 0));
  const queue = longestFirst.filter(({ meshWide }) => !meshWide);
  const running = new Map<Page, Promise<void>>();
  while (queue.length > 0 || running.size > 0) {
    const free =
      running.size < width ? queue.find((page) => ![...running.keys()].some((other) => meet(page, other))) : undefined;
    if (free === undefined) {
      await Promise.race(running.values());
      continue;
    }
    queue.splice(queue.indexOf(free), 1);
    running.set(
      free,
      runPage(free).finally(() => running.delete(free)),
    );
  }
  for (const page of pages.filter(({ meshWide }) => meshWide)) await runPage(page);
}

function meet(one: Scheduled, other: Scheduled): boolean {
  return one.touches.some((touch) => other.touches.includes(touch));
}
