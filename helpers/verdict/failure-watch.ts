import { AsyncLocalStorage } from "node:async_hooks";

const watcher = new AsyncLocalStorage<(error: unknown) => Promise<void>>();

/**
 * Runs a check with `look` called at the first moment at which something in it fails, before the check's own `finally`
 * puts the mesh back. The failure goes on only when `look` is through.
 */
export function watchingFailures<T>(look: (error: unknown) => Promise<void>, check: () => Promise<T>): Promise<T> {
  return watcher.run(look, check);
}

/** Runs an action whose failure the watcher is to see. Without a watcher, and without a failure, it costs nothing. */
export async function seenFailing<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    await watcher.getStore()?.(error);
    throw error;
  }
}
