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
  const queue = queueOf(pages);
  const running = new Map<Page, Promise<void>>();
  while (queue.length > 0 || running.size > 0) {
    const free = running.size < width ? nextBeside([...running.keys()], queue) : undefined;
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

/** The pages that `runPages` starts at once. */
export function firstPages<Page extends Scheduled>(pages: readonly Page[], width = sideBySide): Page[] {
  const queue = queueOf(pages);
  const first: Page[] = [];
  for (let page = queue[0]; page && first.length < width; page = nextBeside(first, queue)) {
    queue.splice(queue.indexOf(page), 1);
    first.push(page);
  }
  return first.length > 0 ? first : pages.slice(0, 1);
}

/** The pages that may run beside others, the longest first. */
function queueOf<Page extends Scheduled>(pages: readonly Page[]): Page[] {
  const longestFirst = pages.toSorted((one, other) => (other.checks ?? 0) - (one.checks ?? 0));
  return longestFirst.filter(({ meshWide }) => !meshWide);
}

function nextBeside<Page extends Scheduled>(running: Page[], queue: Page[]): Page | undefined {
  return queue.find((page) => !running.some((other) => meet(page, other)));
}

function meet(one: Scheduled, other: Scheduled): boolean {
  return one.touches.some((touch) => other.touches.includes(touch));
}
