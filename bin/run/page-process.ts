import path from "node:path";
import { writeFileAtomically } from "#helpers/atomic-file";
import { lastLines } from "#helpers/command";
import { cleanText } from "#reporting/clean";
import type { PageEvent } from "#reporting/events";
import { type Failure, failureOf } from "#reporting/failure";
import { type ChildEnd, runChild } from "./child.ts";
import type { PageRequest } from "./page-child.ts";
import { type Project, shown } from "./project.ts";
import type { Selection } from "./select.ts";

/** Longer than any hook and any test of a page may take (vitest.config.ts): what is silent for so long hangs. Milliseconds. */
const patience = 600_000;
/** How much of the end of what a page prints is kept. Characters. */
const logLimit = 2_000_000;

/** What was heard of a page. */
interface Heard {
  /** Checks that came out, decided or left out. */
  checks: number;
  /** Is there anything that explains a red test run? */
  red: boolean;
  /** Does it wait for a person? */
  paused: boolean;
  /** What its last event said: the number of checks that it sent. */
  ended: number | undefined;
}

/**
 * Runs one page's suites in a vitest process of their own and passes on every event. Returns what only an outsider can
 * see: that the process died, lost an event or ended red for no reason that it gave.
 * @param page.gate file without which the page does not touch the cluster
 */
export async function runPage(
  page: Selection & { pattern: string | undefined; pauseOnFail?: boolean; gate?: string },
  project: Project,
  onEvent: (event: PageEvent) => void,
  signal: AbortSignal,
): Promise<Failure[]> {
  const heard: Heard = { checks: 0, red: false, paused: false, ended: undefined };
  const log = path.join(project.reports, "evidence", page.project, "vitest.log");
  let output = "";
  const program = path.join(import.meta.dirname, "page-child.ts");
  const end = await runChild(program, { root: project.root, pauseOnFail: false, ...page } satisfies PageRequest, {
    cwd: project.root,
    // The person's terminal is not the child's: what it prints goes into a log.
    env: {
      ...process.env,
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      MESHPROOF_REPORTS: project.reports,
      MESHPROOF_PAUSE_ON_FAIL: page.pauseOnFail ? "1" : "0",
      MESHPROOF_GATE: page.gate,
    },
    waits: () => heard.paused,
    onMessage: (message) => {
      const event = message as PageEvent;
      hear(event, heard);
      onEvent(event);
    },
    onOutput: (text) => (output = (output + text).slice(-logLimit)),
    signal,
    patience,
  });
  const unwritten = await writeLog(log, output);
  if (signal.aborted) return unwritten;
  return [...unwritten, ...unexplained(page.project, end, heard, output, shown(project, log))];
}

function hear(event: PageEvent, heard: Heard): void {
  heard.paused = event.kind === "paused";
  if (event.kind === "ended") heard.ended = event.checks;
  if (event.kind === "decided" || event.kind === "left-out") heard.checks += 1;
  heard.red ||=
    event.kind === "failure" || (event.kind === "decided" && !["conformant", "skipped"].includes(event.record.verdict));
}

/** Nothing of a page may be lost in silence: each way to lose something is named here. */
function unexplained(page: string, end: ChildEnd, heard: Heard, output: string, log: string): Failure[] {
  const why = [end.how, lastLines(cleanText(output), 10)].filter(Boolean).join("\n");
  const hint = `read ${log}; then run it again`;
  if (end.hung)
    return [{ what: `the page ${page} was silent for ${patience / 60_000} minutes and was ended`, why, hint }];
  if (heard.ended === undefined) return [{ what: `the vitest process of ${page} ended before its run did`, why, hint }];
  // vitest waits a minute for a page's clean-up, ends it and only prints that it did.
  if (output.includes("[vitest-pool]: Failed to terminate")) {
    return [{ what: `the clean-up of ${page} did not end`, why, hint }];
  }
  if (heard.ended !== heard.checks) {
    return [{ what: `${page} told ${heard.ended} checks, ${heard.checks} arrived`, why, hint }];
  }
  if (end.exitCode !== 0 && !heard.red) {
    return [{ what: `the vitest process of ${page} failed though none of its checks did`, why, hint }];
  }
  return [];
}

async function writeLog(file: string, output: string): Promise<Failure[]> {
  if (!output.trim()) return [];
  try {
    await writeFileAtomically(file, `${cleanText(output)}\n`);
    return [];
  } catch (error) {
    return [failureOf(error)];
  }
}
