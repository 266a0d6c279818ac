import path from "node:path";
import { beforeAll, inject } from "vitest";
import { endNow } from "#helpers/system/child-end";
import { readConfig } from "#helpers/system/config";
import { waitForLock } from "#helpers/system/lock";

/*
 * What a page's process does before its file is read: vitest loads this first (suites/pages-project.ts).
 */

declare module "vitest" {
  interface ProvidedContext {
    /** What each page locks, in which folder; one that is not named locks all. */
    pageLocks: { folder: string; pages: Record<string, string[]>; all: string[] };
  }
}

// Ctrl-C reaches every process of the terminal. The page has its clean-up to do, and is told to by whoever started it.
process.on("SIGINT", () => "ours to ignore");
// Nobody waits for it any more: what it started must not outlive it.
for (const end of ["SIGTERM", "disconnect"]) process.once(end, endNow);

/**
 * Two pages that make or change the same thing on the cluster never run at once. The locks end with the process, whatever
 * ends it, and not before all of the page's clean-up. In one order for all pages, so that none waits for another in a circle.
 */
beforeAll(async ({}, suite) => {
  const { folder, pages, all } = inject("pageLocks");
  const page = path.basename(path.dirname(suite.file.filepath));
  // Of one cluster: pages on two never meet.
  const { cluster } = readConfig();
  for (const name of (pages[page] ?? all).toSorted())
    await waitForLock(path.join(folder, cluster, `${encodeURIComponent(name)}.lock`));
  // No limit: it may have to wait for other pages.
}, 0);
