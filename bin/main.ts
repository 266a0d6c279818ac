import { checkoutOf } from "#helpers/system/checkout";
import { readConfig, type Config } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { machineErrorIn } from "#helpers/system/machine-error";
import { asksForHelp, type Command, type CommandLine, readCommandLine } from "./command-line.ts";
import type { Options } from "./option.ts";
import { helpText } from "./help-text.ts";
import { surviveLostOutput } from "./lost-output.ts";
import { refuseOthersCluster } from "./others-cluster.ts";
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
  surviveLostOutput();
  try {
    if (asksForHelp(argv)) print(helpText(command));
    else process.exitCode = (await run(readLine(command, argv))) ?? 0;
  } catch (error) {
    const reported = machineErrorIn(error) ?? error;
    if (reported instanceof HarnessError) console.error(`\n✗ ${reported.message}`);
    else console.error("\n✗ a bug of meshproof; please report it:", error);
    process.exitCode = 2;
  }
  // What could not be written is told a moment later; many a command ends the process next.
  await new Promise((next) => setImmediate(next));
}

function readLine<O extends Options>(command: Command<O>, argv: readonly string[]): CommandLine<O> {
  const line = readCommandLine(command, argv);
  // Settings that are not valid are refused by every command, whichever of them it reads.
  const config = readConfig();
  refuseOthersCluster(command, config);
  keepCheckouts(config);
  return line;
}

/** A checkout is read once: what this process starts is of the content that it has now, whatever is typed meanwhile. */
function keepCheckouts({ versions, upgradeTo }: Config, env: NodeJS.ProcessEnv = process.env): void {
  if (checkoutOf(versions.istio)) env.MESHPROOF_ISTIO = versions.istio;
  if (upgradeTo !== undefined && checkoutOf(upgradeTo)) env.MESHPROOF_UPGRADE_TO = upgradeTo;
}
