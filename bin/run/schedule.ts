/**
 * How many documents run side by side. Their checks mostly wait for the mesh, but all of their pods share one node,
 * often with 2 cores: a third document makes each slower and none sooner.
 */
export const sideBySide = 2;

/** Runs the documents that don't meet side by side, then those that change the whole mesh, each of them alone. */
export async function runPages<Page extends { meshWide: boolean }>(
  pages: readonly Page[],
  runPage: (page: Page) => Promise<void>,
): Promise<void> {
  const queue = pages.filter(({ meshWide }) => !meshWide);
  const lane = async () => {
    for (let page = queue.shift(); page; page = queue.shift()) await runPage(page);
  };
  await Promise.all(Array.from({ length: sideBySide }, lane));
  for (const page of pages.filter(({ meshWide }) => meshWide)) await runPage(page);
}
