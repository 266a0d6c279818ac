import { HarnessError } from "#helpers/errors";

/**
 * Runs a command line to its end and sets the exit code. A HarnessError is printed for a person, without a stack;
 * anything else is a bug of ours, with one.
 */
export async function main(run: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    if (error instanceof HarnessError) console.error(`\n✗ ${error.message}`);
    else console.error("\n✗ a bug of meshproof; please report it:", error);
    process.exitCode = 2;
  }
}

/** A signal that aborts on Ctrl-C or SIGTERM, so that what was started is ended with us. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () =>
      controller.abort(
        new HarnessError(`interrupted by ${name}`, { hint: "run it again: it goes on where it stopped" }),
      ),
    );
  return controller.signal;
}
