import { randomUUID } from "node:crypto";
import { HarnessError } from "./errors.ts";

/** What one command of several answered. */
export interface Answer {
  command: string;
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Several commands as one line for a shell, and how to tell their answers apart again. */
export interface CombinedCommand {
  script: string;
  /** @throws HarnessError where the shell's output does not hold an answer for each command */
  answersIn(output: { stdout: string; stderr: string }): Answer[];
}

/**
 * One line for `sh` that runs commands side by side, each as a process of its own with its own two streams, and prints
 * their answers in the order of the commands. It needs mktemp, cat and rm, which every curl image has.
 */
export function sideBySide(commands: readonly string[]): CombinedCommand {
  const mark = randomUUID();
  const name = (index: number) => String(index).padStart(4, "0");
  const jobs = commands.map(
    (command, index) =>
      `{ ( ${command} ); printf '\\n${mark} %d\\n' $?; printf '\\n${mark}\\n' >&2; } ` +
      `</dev/null >$d/${name(index)}.out 2>$d/${name(index)}.err &`,
  );
  return {
    script: `d=$(mktemp -d) || exit; ${jobs.join(" ")} wait; cat $d/*.out; cat $d/*.err >&2; rm -rf $d`,
    answersIn: ({ stdout, stderr }) => {
      const outs = [...stdout.matchAll(new RegExp(`([\\s\\S]*?)\\n${mark} (\\d+)\\n`, "g"))];
      const errs = [...stderr.matchAll(new RegExp(`([\\s\\S]*?)\\n${mark}\\n`, "g"))];
      if (outs.length !== commands.length || errs.length !== commands.length) throw incomplete(commands, outs, stderr);
      return commands.map((command, index) => ({
        command,
        exitCode: Number(outs[index]![2]),
        stdout: outs[index]![1]!,
        stderr: errs[index]![1]!,
      }));
    },
  };
}

function incomplete(commands: readonly string[], answers: unknown[], stderr: string): HarnessError {
  return new HarnessError(`${commands.length} commands were run side by side, ${answers.length} answered`, {
    why: stderr.trim().slice(-500) || undefined,
    hint: "see whether the container has mktemp, cat and rm, and whether its /tmp can be written to",
  });
}
