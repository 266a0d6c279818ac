import { type ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { rmSync } from "node:fs";
import type { Writable } from "node:stream";
import { createVitest, type InlineConfig, type Reporter, type Vitest } from "vitest/node";
import { endsWithUs } from "#helpers/system/child-end";
import { pageOrder } from "../suites/page-order.ts";
import type { Page } from "../suites/pages.ts";
import { pagesProject } from "../suites/pages-project.ts";

/** What vitest needs to know of a page. */
export type ListedPage = Pick<Page, "name" | "meshWide" | "resources" | "removesMesh"> & Partial<Pick<Page, "seconds">>;

export interface SuitesOptions extends Pick<InlineConfig, "testTimeout" | "maxWorkers"> {
  /** Folder that suites/ is in. */
  root: string;
  pages: readonly ListedPage[];
  reporter?: Reporter;
  /** Where vitest's own words go, and what workers print; not to the person's terminal. */
  log: Writable;
}

/**
 * Opens the pages' files in a vitest of this process. Nothing is read or run yet. Commands that do it load vitest before
 * tsx (package.json): its many modules load three times as fast before tsx looks at each.
 */
export async function openSuites({ root, pages, reporter = {}, log, ...options }: SuitesOptions): Promise<Vitest> {
  const listeners = signals.map((signal) => process.listeners(signal));
  const config = { ...pagesProject(pages, root), sequence: { sequencer: pageOrder(pages) }, ...options };
  const vitest = await createVitest(
    "test",
    // The configuration file is for people: it adds the unit tests, and a look whether the target is up.
    {
      config: false,
      root,
      watch: false,
      passWithNoTests: true,
      reporters: [reporter],
      disableConsoleIntercept: true,
      ...config,
    },
    {},
    { stdout: log, stderr: log },
  );
  // vitest would end the process within a millisecond, without a clean-up and without a report.
  for (const [index, signal] of signals.entries()) {
    if (listeners[index]!.length === 0) continue;
    for (const listener of process.listeners(signal))
      if (!listeners[index]!.includes(listener)) process.off(signal, listener);
  }
  // What closing it would remove, where the process exits before.
  const atExit = () => vitest.projects.forEach(({ tmpDir }) => rmSync(tmpDir, { recursive: true, force: true }));
  process.once("exit", atExit);
  vitest.onClose(() => void process.off("exit", atExit));
  return vitest;
}

const signals = ["SIGINT", "SIGTERM"] as const;

/** The processes of vitest's workers. It does not tell them, and leaves them alone where this process must exit early. */
const workers = new Set<ChildProcess>();
subscribe("child_process", (message) => {
  const { process: child } = message as { process: ChildProcess };
  child.once("spawn", () => {
    if (!child.spawnargs.some((argument) => argument.endsWith("/vitest/dist/workers/forks.js"))) return;
    const forget = endsWithUs(child.pid!);
    workers.add(child);
    child.once("exit", () => {
      workers.delete(child);
      forget();
    });
  });
});

/** Ends all workers at once: for those that hang. */
export function endWorkers(): void {
  for (const worker of workers) worker.kill("SIGKILL");
}
