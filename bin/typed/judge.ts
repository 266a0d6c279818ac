import { differs, lacks } from "./compare.ts";
import type { Step } from "./cut.ts";
import type { Typed } from "./shell.ts";

/** How one block ended. Those of `differs` make the command end with 1. */
export type Outcome =
  | { is: "as documented" }
  | { is: "erratum"; errata: string[] }
  | { is: "not run"; reason: string; errata: string[] }
  | { is: "differs"; why: string };

/** What came of typing a block once: what is otherwise than the page says, and all that was printed. */
export interface Attempt {
  problems: string[];
  seen: string;
}

/** The block's commands as they were typed, held against what the page prints. */
export function judgeSteps(steps: readonly Step[], typed: readonly Typed[]): Attempt {
  const problems = steps.flatMap(({ printed }, index) => problemsOf(printed, typed[index]!));
  return { problems, seen: typed.map(({ seen }) => seen).join("") };
}

/** A block that prints one line of many: held against what the command before it printed. */
export function judgeLines(lines: readonly string[], typed: readonly Typed[]): Attempt {
  const seen = typed.map((each) => each.seen).join("");
  const problem = lacks(lines, seen);
  return { problems: problem ? [problem] : [], seen };
}

function problemsOf(printed: readonly string[], { command, exitCode, seen }: Typed): string[] {
  const wanted = documentedExitCode(printed);
  const difference = printed.some((line) => line.trim()) ? differs(printed, seen, command) : undefined;
  const ended =
    exitCode === wanted
      ? undefined
      : `exit code ${exitCode}${wanted === 0 ? "" : `, not ${wanted}`}: ${command.split("\n")[0]}\n${lastOf(seen)}`;
  return [ended, difference].filter((problem) => problem !== undefined);
}

/** kubectl's last line tells the exit code of what it ran, which is then its own; a page that prints another end has 0. */
function documentedExitCode(printed: readonly string[]): number {
  const last = printed.filter((line) => line.trim()).at(-1) ?? "";
  return Number(/^command terminated with exit code (\d+)$/.exec(last.trim())?.[1] ?? 0);
}

function lastOf(text: string): string {
  return text.trimEnd().split("\n").slice(-3).join("\n");
}

/** Is a wrong attempt wrong in that way? */
export function isThatWay({ seen }: Attempt, patterns: readonly RegExp[]): boolean {
  return patterns.every((pattern) => pattern.test(seen.replaceAll("\r", "")));
}

/** A command that only looks may be typed again until what it tells has come about; one that changes something, not. */
export function onlyLooks(command: string): boolean {
  return !/\b(kubectl|istioctl)\b[^|;]*?\s(apply|create|delete|label|annotate|patch|cp|rollout|install|uninstall)\b|^\s*(rm|openssl req|openssl x509 -req)\b/.test(
    command,
  );
}
