import { setTimeout as pause } from "node:timers/promises";
import type { Showing } from "#helpers/catalogue/errata";
import { withoutMarkup } from "./as-typed.ts";
import { cutBlock, type Step } from "./cut.ts";
import { type Attempt, isThatWay, judgeLines, judgeSteps, onlyLooks } from "./judge.ts";
import type { Typed } from "./shell.ts";

/** What a block is typed with. */
export interface Reader {
  /** Types one command, the reader's own pods in it, and waits until it has ended. */
  type(command: string): Promise<Typed>;
  /** Waits until what was set off is at rest. */
  rest(): Promise<void>;
  /** Longest that what is asked for may take to come about. Milliseconds. */
  within: number;
}

/** An erratum that must show itself in a block. */
export interface Expected extends Showing {
  erratum: string;
}

/** Types commands of ours; those that fail are problems. */
export async function typeAll(commands: readonly string[], reader: Reader): Promise<string[]> {
  const problems: string[] = [];
  for (const command of commands) {
    const { exitCode, seen } = await reader.type(command);
    if (exitCode !== 0) problems.push(`exit code ${exitCode}: ${command}\n${seen}`);
  }
  await reader.rest();
  return problems;
}

/**
 * Types a block until it is as documented, or where an erratum is expected, wrong in that way. Only what looks and changes nothing is
 * typed more than once: what was just changed takes its time to reach the proxies.
 */
export async function untilDecided(
  text: string,
  before: readonly string[],
  expected: Expected | undefined,
  reader: Reader,
): Promise<Attempt> {
  const { steps, alone } = cutBlock(text);
  const manifest = steps.length === 0 && /^apiVersion:/m.test(text);
  const own = manifest ? [applied(text)] : steps;
  const commands = own.length > 0 ? own.map(({ command }) => command) : before;
  const deadline = Date.now() + reader.within;
  for (;;) {
    const typed: Typed[] = [];
    for (const command of commands) typed.push(await reader.type(withoutMarkup(command)));
    const attempt = own.length > 0 ? judgeSteps(own, typed) : judgeLines(alone, typed);
    // With an erratum to come, what is as documented may just not have been reached by the last change yet.
    const done = expected ? isThatWay(attempt, expected.prints) : attempt.problems.length === 0;
    if (done || Date.now() > deadline || !commands.every(onlyLooks)) {
      if (!commands.every(onlyLooks)) await reader.rest();
      return attempt;
    }
    await pause(500);
  }
}

/** A manifest that stands alone is applied, as the text around it takes for granted. */
function applied(manifest: string): Step {
  return { command: `kubectl apply -f - <<'EOF'\n${manifest}\nEOF`, printed: [] };
}

/** Types a command that looks until it tells that, or for as long as such a thing may take; what it printed last. */
export async function untilPrinted(ask: string, patterns: readonly RegExp[], reader: Reader): Promise<string> {
  const deadline = Date.now() + reader.within;
  for (;;) {
    const { seen } = await reader.type(ask);
    if (isThatWay({ problems: [], seen }, patterns) || Date.now() > deadline) return seen;
    await pause(500);
  }
}
