import path from "node:path";
import type { Vitest } from "vitest/node";
import type { Emit, PageEvent } from "#reporting/events";
import { Observer } from "#reporting/observer";
import { endWorkers, type ListedPage, openSuites } from "../suites.ts";
import { VitestLog } from "../vitest-log.ts";
import type { Filter, TestArgs } from "./args.ts";
import type { Project } from "./project.ts";
import { keptChecks } from "./kept-checks.ts";
import { chooseChecks, readPages, type ReadChecks } from "./read-checks.ts";
import type { Selection } from "./select.ts";

/** Longer than any hook and any test of a page may take: whoever is silent for so long hangs. Milliseconds. */
const timeLimit = 600_000;
/** Longest that a person may look at a failed check. Milliseconds. */
const dayOff = 24 * 3_600_000;

/** One time that the selected pages are run. */
export interface Turn {
  /** Where its evidence goes, in the reports folder. */
  folder: string;
  /** File with the inventory of the cluster before it, where one was taken. */
  before?: string;
}

/** The pages' checks, read and run by one vitest in this process. */
export class SuitesRun {
  private vitest: Vitest | undefined;
  private readonly log = new VitestLog();
  private emit: Emit = () => undefined;

  constructor(
    private readonly project: Project,
    private readonly pages: readonly ListedPage[],
    private readonly args: Filter & Pick<TestArgs, "pauseOnFail">,
    private readonly signal: AbortSignal,
  ) {}

  /** Finds all checks, and which of them are selected. */
  async read(): Promise<ReadChecks> {
    const reporter = new Observer((event) => this.emit(event), true);
    // A person who looks at a page's state must not find another page at work in it.
    const pause = this.args.pauseOnFail ? { testTimeout: dayOff, maxWorkers: 1 } : {};
    const { root } = this.project;
    const vitest = await openSuites({ root, pages: this.pages, reporter, log: this.log, ...pause });
    this.vitest = vitest;
    const read = await keptChecks(root, () => readPages(vitest, this.pages));
    return chooseChecks(read, this.pages, this.args, root);
  }

  /**
   * Runs the selected pages and passes on every event. When the run is interrupted, checks are cut short, clean-ups are not.
   */
  async run(pages: readonly Selection[], emit: Emit, { folder, before }: Turn): Promise<void> {
    const vitest = this.vitest!;
    const reports = path.join(this.project.reports, folder);
    vitest.config.env = {
      NO_COLOR: "1",
      MESHPROOF_REPORTS: reports,
      MESHPROOF_PAUSE_ON_FAIL: this.args.pauseOnFail ? "1" : "0",
      MESHPROOF_BEFORE: before ?? "",
    };
    const cancel = () => void vitest.cancelCurrentRun("keyboard-input");
    this.signal.addEventListener("abort", cancel);
    const watchdog = this.watch(emit);
    try {
      const removing = this.pages.filter(({ removesMesh }) => removesMesh).map(({ name }) => name);
      // Nothing can be run any more where the mesh was removed, however long the others wait for each other.
      for (const last of [false, true])
        await this.runGroup(pages.filter(({ page }) => removing.includes(page) === last));
    } finally {
      clearTimeout(watchdog);
      this.signal.removeEventListener("abort", cancel);
    }
    await this.log.save(path.join(reports, "evidence", "vitest.log"));
  }

  /** Ends what the runs needed. */
  async close(): Promise<void> {
    await this.vitest?.close();
  }

  private async runGroup(pages: Selection[]): Promise<void> {
    if (pages.length === 0 || this.signal.aborted) return;
    const [project] = this.vitest!.projects;
    await this.vitest!.runTestSpecifications(
      pages.map(({ file, testIds }) => project!.createSpecification(file, { testIds })),
    );
  }

  /** vitest has limits for tests and for hooks, none for a clean-up and none for a process that is busy for ever. */
  private watch(emit: Emit): NodeJS.Timeout {
    let paused = false;
    const watchdog = setTimeout(() => {
      if (paused) return void watchdog.refresh();
      const what = `no check told anything for ${timeLimit / 60_000} minutes, and all were ended`;
      emit({ kind: "failure", failure: { what, hint: "see which check was the last to begin, run it alone" } });
      endWorkers();
    }, timeLimit);
    this.emit = (event: PageEvent) => {
      paused = event.kind === "paused";
      watchdog.refresh();
      return emit(event);
    };
    return watchdog;
  }
}
