/** Promise.all that waits for each of them even when one fails: none may create anything once the removal has begun. */
export async function waitForAll<T extends readonly unknown[]>(
  tasks: [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(tasks);
  return Promise.all(tasks);
}
