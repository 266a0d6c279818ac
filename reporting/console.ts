import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { causeKey } from "./causes.ts";
import { checkText, isSkippedAlike, skippedAlikeText } from "./check-text.ts";
import { type Paint, paintFor } from "./colour.ts";
import { duration } from "./layout.ts";
import type { Progress } from "./progress.ts";
import type { Sections } from "./sections.ts";
import { refusalText, summaryText } from "./summary-text.ts";

/** The part of a stream that the console needs. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Columns of a log, which has no width of its own. */
const widthOfLog = 120;

/**
 * Shows a run while it goes on: page > section > check, each check when it is done. On a terminal the last line says
 * what is running; elsewhere nothing is ever overwritten.
 */
export class ConsoleReport {
  private readonly paint: Paint;
  private heading = "";
  private lastReason: string | undefined;
  /** Skipped checks after the one that was shown last, of its page and for its reason: counted, and told in one line. */
  private skippedAlike = 0;
  private lastSkipped: CheckRecord | undefined;
  /** Causes that were told, and the check that did. */
  private readonly causes = new Map<string, string>();
  private readonly running = new Map<string, { title: string; since: number }>();
  private progress: Progress | undefined;
  private sections: Sections | undefined;
  private statusShown = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param titles what to call `<page>` and `<page>/<section>`, and a link; may be filled later */
  constructor(
    private readonly terminal: Terminal,
    private readonly reports: string,
    private readonly titles: ReadonlyMap<string, { title: string; url?: string }> = new Map(),
    env: NodeJS.ProcessEnv = process.env,
  ) {
    this.paint = paintFor(terminal, env);
  }

  /**
   * What will be decided: how far that is stands on a terminal's last line.
   * @param sections shows checks when their section is complete; without it each when it is decided
   */
  expect(progress: Progress, sections?: Sections): void {
    this.progress = progress;
    this.sections = sections;
    const forecast = progress.forecast();
    if (forecast) this.say(forecast);
  }

  started(id: string, title: string): void {
    this.running.set(id, { title, since: performance.now() });
    if (!this.terminal.isTTY) return;
    this.timer ??= setInterval(() => this.showStatus(), 500).unref();
    this.showStatus();
  }

  decided(check: CheckRecord): void {
    this.running.delete(check.id);
    this.progress?.decided(check.id);
    for (const each of this.sections?.decided(check) ?? [check]) this.show(each);
    this.showStatus();
  }

  private show(check: CheckRecord): void {
    if (isSkippedAlike(this.lastSkipped, check)) {
      this.skippedAlike += 1;
      return;
    }
    this.showSkippedAlike();
    this.lastSkipped = check;
    // A terminal that doesn't know its width says 0.
    const width = this.terminal.columns || widthOfLog;
    const reasonIsRepeated = check.reason !== undefined && check.reason === this.lastReason;
    this.lastReason = check.reason;
    const cause = causeKey(check);
    const causeShownBy = cause === undefined ? undefined : this.causes.get(cause);
    if (cause !== undefined && !causeShownBy) this.causes.set(cause, check.id);
    const options = { paint: this.paint, width, reports: this.reports, reasonIsRepeated, causeShownBy };
    this.print(this.headings(check) + checkText(check, options));
  }

  private showSkippedAlike(): void {
    if (this.skippedAlike > 0) this.print(skippedAlikeText(this.skippedAlike, this.paint));
    this.skippedAlike = 0;
    this.lastSkipped = undefined;
  }

  /** A check that needs no line of its own. */
  held(id: string): void {
    this.running.delete(id);
    this.progress?.decided(id);
    for (const each of this.sections?.without(id) ?? []) this.show(each);
    this.showStatus();
  }

  /** A line of the run itself. */
  say(line: string): void {
    this.print(line);
  }

  /** Nothing is running any more. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.running.clear();
    this.hideStatus();
    for (const each of this.sections?.rest() ?? []) this.show(each);
    this.showSkippedAlike();
  }

  summary(run: RunRecord, reports: string[]): void {
    this.stop();
    this.print(summaryText(run, reports, this.paint));
  }

  /** The end of a run that was refused before it started anything: why, and nothing else. */
  refusal(run: RunRecord): void {
    this.stop();
    this.print(refusalText(run, this.paint));
  }

  private print(text: string): void {
    this.hideStatus();
    this.terminal.write(`${text}\n`);
    this.showStatus();
  }

  private headings({ page, section }: CheckRecord): string {
    const heading = `${page}\n${section}`;
    if (heading === this.heading) return "";
    const samePage = this.heading.startsWith(`${page}\n`);
    this.heading = heading;
    const known = this.titles.get(page);
    const link = known?.url ? `  ${this.paint("dim", known.url)}` : "";
    const title = `\n${this.paint("bold", known?.title ?? page)}${link}\n`;
    return `${samePage ? "" : title}  ${this.titles.get(heading.replace("\n", "/"))?.title ?? section}\n`;
  }

  private showStatus(): void {
    const current = [...this.running.values()].at(-1);
    if (!this.terminal.isTTY || !current) return;
    this.hideStatus();
    const done = this.progress ? `${this.progress.text()}: ` : "";
    const text = `    … ${done}${current.title} (${duration(performance.now() - current.since)})`;
    this.terminal.write(this.paint("dim", text.slice(0, (this.terminal.columns || 80) - 1)));
    this.statusShown = true;
  }

  private hideStatus(): void {
    if (this.statusShown) this.terminal.write("\r\u001b[2K");
    this.statusShown = false;
  }
}
