/** What the schedule has to know of a page. */
export interface Scheduled {
  meshWide: boolean;
  /** Namespaces and names that the page makes or changes. */
  touches: readonly string[];
}

/**
 * How many documents run side by side. Their checks mostly wait for the mesh, but all of their pods share one node,
 * often with 2 cores: a third document makes each slower and none sooner.
 */
export const sideBySide = 2;

/** Runs the documents that don't meet side by side, then those that change the whole mesh, each of them alone. */
export async function runPages<Page extends Scheduled>(
  pages: readonly Page[],
  runPage: (page: Page) => Promise<void>,
  width = sideBySide,
): Promise<void> {
  const queue = pages.filter(({ meshWide }) => !meshWide);
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
