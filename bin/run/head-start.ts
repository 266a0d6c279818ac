import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileAtomically } from "#helpers/atomic-file";
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
 * The processes of the pages that come first, started while the suites are read and the target is looked at: a process
 * loads for two seconds before its page's first step.
 */
export class HeadStart {
  private readonly started = new Map<string, Started>();
  private folder: Promise<string> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private gates = 0;

  /**
   * @param patience milliseconds after which those whose turn has not come are ended: the time limit of their first
   *   check runs already. Their turn then starts new ones.
   */
  constructor(
    private readonly runPage: GatedPage,
    private readonly patience = 15_000,
  ) {}

  /** Starts a process for each page that has none yet, and ends those that are not asked for any more. */
  async start(pages: Selection[]): Promise<void> {
    this.folder ??= mkdtemp(path.join(tmpdir(), "meshproof-gates-"));
    const folder = await this.folder;
    this.stopAllBut(pages.map(keyOf));
    for (const page of pages.filter((page) => !this.started.has(keyOf(page)))) {
      this.started.set(keyOf(page), this.begin(page, path.join(folder, String((this.gates += 1)))));
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stopAllBut([]), this.patience);
  }

  /**
   * Lets the page's process go on and passes on its events; undefined where it has none.
   * @param message what the process finds in its gate
   */
  async take(page: Selection, onEvent: (event: PageEvent) => void, message = ""): Promise<Failure[] | undefined> {
    const started = this.started.get(keyOf(page));
    if (!this.started.delete(keyOf(page)) || !started) return undefined;
    started.hear(onEvent);
    await writeFileAtomically(started.gate, message);
    return started.ended;
  }

  /** Ends the processes whose turn did not come. */
  async end(): Promise<void> {
    clearTimeout(this.timer);
    this.stopAllBut([]);
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }

  private stopAllBut(kept: string[]): void {
    for (const [key, { stop }] of this.started) {
      if (kept.includes(key)) continue;
      stop.abort();
      this.started.delete(key);
    }
  }

  private begin(page: Selection, gate: string): Started {
    const stop = new AbortController();
    const early: PageEvent[] = [];
    let hear: (event: PageEvent) => void = (event) => void early.push(event);
    const ended = this.runPage(page, (event) => hear(event), gate, stop.signal);
    // One that cannot be started says so again in its turn.
    ended.catch(() => this.started.delete(keyOf(page)));
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

/** A process is told its files when it starts. */
function keyOf({ project, files }: Selection): string {
  return [project, ...files.toSorted()].join("\n");
}
