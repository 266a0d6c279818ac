import path from "node:path";
import { readRunMode } from "#helpers/system/config";
import type { CheckRecord } from "#helpers/verdict/record";
import { plain } from "./colour.ts";
import { ConsoleReport } from "./console.ts";
import type { PageEvent } from "./events.ts";
import type { Failure } from "./failure.ts";
import { labelled } from "./layout.ts";
import { Observer } from "./observer.ts";
import { countsLine, verdictLine } from "./summary-text.ts";

/**
 * The reporter of a plain `npx vitest` on a target that is up: the same console, beside vitest's own, and no report
 * files. Silent where no documented check is among the tests.
 */
export default class VitestReporter extends Observer {
  constructor() {
    const reports = path.relative(process.cwd(), readRunMode().reportsDir) || ".";
    const show = new PlainRun(new ConsoleReport(process.stdout, reports));
    super((event) => show.take(event), false);
  }
}

/** Keeps what the last lines need. */
export class PlainRun {
  private checks: CheckRecord[] = [];
  private deselected: string[] = [];
  private failures: Failure[] = [];

  constructor(private readonly shown: ConsoleReport) {}

  take(event: PageEvent): void {
    switch (event.kind) {
      case "started":
        return this.shown.started(event.id, event.title);
      case "decided":
        this.checks.push(event.record);
        return this.shown.decided(event.record);
      case "skipped-by-suite":
        this.deselected.push(event.id);
        return;
      case "failure":
        this.failures.push(event.failure);
        return this.shown.say([`! ${event.failure.what}`, event.failure.why].filter(Boolean).join("\n  "));
      case "paused":
        return this.shown.say(`paused: remove ${event.file} to let it go on`);
      case "page":
        return;
      case "ended":
        return this.end(event.checks);
    }
  }

  private end(checks: number): void {
    const run = { checks: this.checks, failures: this.failures, deselected: this.deselected };
    this.shown.stop();
    if (checks > 0) {
      this.shown.say(`\n${labelled("verdicts", verdictLine(run, plain))}\n${countsLine(run)}`);
      this.shown.say("no report was written: `npm test` writes them");
    }
    // In watch mode another run follows.
    [this.checks, this.failures, this.deselected] = [[], [], []];
  }
}
