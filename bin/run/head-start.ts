import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PageEvent } from "#reporting/events";
import type { Failure } from "#reporting/failure";
import type { Selection } from "./select.ts";

/**
 * Runs a page whose process waits at `gate` before it touches the cluster, until there is a file of that name.
 * @param signal ends it
 */
export type GatedPage = (
  page: Selection,
  onEvent: (event: PageEvent) => void,
  gate: string,
  signal: AbortSignal,
) => Promise<Failure[]>;

interface Started {
  gate: string;
  hear(onEvent: (event: PageEvent) => void): void;
  ended: Promise<Failure[]>;
  stop: AbortController;
}

/**
 * The processes of the pages that come first, started while the target is still looked at: a process loads for two
 * seconds before its page's first step.
 */
export class HeadStart {
  private readonly started = new Map<string, Started>();
  private folder: Promise<string> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param patience milliseconds after which those whose turn has not come are ended: the time limit of their first
   *   check runs already. Their turn then starts new ones.
   */
  constructor(
    private readonly runPage: GatedPage,
    private readonly patience = 8_000,
  ) {}

  /** Starts a process for each page. */
  async start(pages: Selection[]): Promise<void> {
    this.folder ??= mkdtemp(path.join(tmpdir(), "meshproof-gates-"));
    const folder = await this.folder;
    for (const page of pages) this.started.set(page.project, this.begin(page, path.join(folder, page.project)));
    this.timer = setTimeout(() => this.stop(), this.patience);
  }

  /** Lets the page's process go on and passes on its events; undefined where it has none. */
  async take(page: Selection, onEvent: (event: PageEvent) => void): Promise<Failure[] | undefined> {
    const started = this.started.get(page.project);
    if (!this.started.delete(page.project) || !started) return undefined;
    started.hear(onEvent);
    await writeFile(started.gate, "");
    return started.ended;
  }

  /** Ends the processes whose turn did not come. */
  async end(): Promise<void> {
    this.stop();
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }

  private stop(): void {
    clearTimeout(this.timer);
    for (const { stop } of this.started.values()) stop.abort();
    this.started.clear();
  }

  private begin(page: Selection, gate: string): Started {
    const stop = new AbortController();
    const early: PageEvent[] = [];
    let hear: (event: PageEvent) => void = (event) => void early.push(event);
    const ended = this.runPage(page, (event) => hear(event), gate, stop.signal);
    // One that cannot be started says so again in its turn.
    ended.catch(() => this.started.delete(page.project));
    return {
      gate,
      hear: (onEvent) => {
        hear = onEvent;
        early.forEach(onEvent);
      },
      ended,
      stop,
    };
  }
}
