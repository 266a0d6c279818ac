import { readConfig } from "#helpers/config";
import { HarnessError } from "#helpers/errors";
import { asksForHelp, type Command, type CommandLine, type Options, readCommandLine } from "./command-line.ts";
import { helpText } from "./help-text.ts";
import { print } from "./print.ts";

/**
 * Runs a command to its end and sets the exit code; with `--help` it does nothing but tell what the command is. A
 * HarnessError is printed for a person, without a stack; anything else is a bug of ours, with one. What takes long to load
 * is best imported by `run`: help, and an error about the command line, need not wait for it.
 */
export async function main<O extends Options>(
  command: Command<O>,
  run: (line: CommandLine<O>) => Promise<number | void>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    if (asksForHelp(argv)) return print(helpText(command));
    const line = readCommandLine(command, argv);
    // Settings that are not valid are refused by every command, whichever of them it reads.
    readConfig();
    process.exitCode = (await run(line)) ?? 0;
  } catch (error) {
    if (error instanceof HarnessError) console.error(`\n✗ ${error.message}`);
    else console.error("\n✗ a bug of meshproof; please report it:", error);
    process.exitCode = 2;
  }
}
