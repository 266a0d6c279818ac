import { test } from "./commands/run.ts";
import { machineErrorIn } from "#helpers/system/machine-error";
import { main } from "./main.ts";
import { readArgs } from "./run/args.ts";

/**
 * `npm test [-- files… -t pattern]`. Exit code 1 says that a documented claim did not hold, and nothing else may end in
 * it: node's own answer to an error that nobody caught would be 1, hence the late import and the two handlers.
 */
process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);
await main(test, async (line) => {
  const args = readArgs(line);
  const { testCommand } = await import("./run/test-command.ts");
  return testCommand(args);
});
// Sockets to the Docker engine may still be open; nothing that is left to do needs them.
process.exit();

function crash(error: unknown): never {
  // A program that is to be started while no file can be opened: its error reaches nobody who waits.
  const shortage = machineErrorIn(error);
  if (shortage) console.error(`\n✗ ${shortage.message}`);
  else console.error("\n✗ a bug of meshproof; please report it:", error);
  process.exit(2);
}
