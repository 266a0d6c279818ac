import { promisify } from "node:util";
import type { UserConsoleLog } from "vitest";
import { startVitest } from "vitest/node";
import type { PageEvent } from "#reporting/events";
import { Observer } from "#reporting/observer";
import type { Selection } from "./select.ts";

/** What a page's vitest process is asked for, in its first argument, as JSON. */
export interface PageRequest extends Selection {
  root: string;
  pattern: string | undefined;
  pauseOnFail: boolean;
}

/** Longest that a person may look at a failed check. Milliseconds. */
const dayOff = 24 * 3_600_000;

/**
 * Runs one page's suites and tells every event to the parent. vitest's own command line would do, but for one thing: it
 * reports the end of the run while the page's clean-up is still going on, and what fails there, or takes longer than
 * its patience, is lost with exit code 0. Here the run ends when everything of it has.
 */
async function runPage({ root, project, files, pattern, pauseOnFail }: PageRequest): Promise<void> {
  const observer = new PageObserver(sendToParent, true);
  const options = {
    root,
    project: [project],
    watch: false,
    reporters: [observer],
    testNamePattern: pattern,
    ...(pauseOnFail && { testTimeout: dayOff }),
  };
  const vitest = await startVitest("test", files, options);
  await vitest.close();
  await observer.end(vitest.state.getUnhandledErrors());
}

class PageObserver extends Observer {
  /** What a suite prints goes into the page's log. */
  onUserConsoleLog({ type, content }: UserConsoleLog): void {
    process[type].write(content);
  }
}

/** Resolves when the event is on its way: what is queued when the process exits would be lost. */
async function sendToParent(event: PageEvent): Promise<void> {
  if (!process.send) throw new Error("started without a parent to report to");
  await promisify(process.send.bind(process) as (message: PageEvent, done: (error: Error | null) => void) => void)(
    event,
  );
}

// Without a parent there is nobody to tell.
process.once("disconnect", () => process.exit());
await runPage(JSON.parse(process.argv[2] ?? "") as PageRequest);
// The channel to the parent keeps the process alive.
process.exit();
