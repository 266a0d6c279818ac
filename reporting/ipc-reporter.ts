import { promisify } from "node:util";
import type { UserConsoleLog } from "vitest";
import { HarnessError } from "#helpers/errors";
import type { PageEvent } from "./events.ts";
import { Observer } from "./observer.ts";

/** The reporter of a page's vitest process: hands every event to `npm test`, which owns the console and the reports. */
export default class IpcReporter extends Observer {
  constructor() {
    super(sendToParent, true);
  }

  /** What a suite prints goes into the page's log. */
  onUserConsoleLog({ type, content }: UserConsoleLog): void {
    process[type].write(content);
  }
}

/** Resolves when the event is on its way: vitest exits right after its run, and what is queued then would be lost. */
async function sendToParent(event: PageEvent): Promise<void> {
  if (!process.send) {
    throw new HarnessError("this reporter works under `npm test` only", {
      hint: "run `npm test`, or `npx vitest` without --reporter",
    });
  }
  await promisify(process.send.bind(process) as (message: PageEvent, done: (error: Error | null) => void) => void)(
    event,
  );
}
