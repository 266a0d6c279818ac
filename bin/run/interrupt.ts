import { HarnessError } from "#helpers/system/errors";

/** Signals within this time of the first are the same Ctrl-C: the terminal, npm and tsx each pass it on. Milliseconds. */
const sameKeystroke = 700;
/** A run that was interrupted ends within 5 s, whatever hangs. Milliseconds. */
const timeLimit = 4_800;

export interface Interrupt {
  signal: AbortSignal;
  /** Stops listening. */
  dispose(): void;
}

/**
 * Turns Ctrl-C, a termination request and a closed terminal into one abort signal, so that the run can end what it
 * started, write its report and say what is left. A second one ends the process at once.
 * @param quit ends the process; what it started ends with it, by the exit handlers of those who started it
 */
export function onInterrupt(say: (line: string) => void, quit: () => void = () => process.exit(2)): Interrupt {
  const controller = new AbortController();
  let first = 0;
  const interrupted = (name: NodeJS.Signals) => {
    if (first > 0 && Date.now() - first < sameKeystroke) return;
    if (first > 0) return quit();
    first = Date.now();
    say(`\n${name}: ending what this run started and writing the report (once more to quit at once)`);
    setTimeout(quit, timeLimit).unref();
    controller.abort(
      new HarnessError(`interrupted by ${name}`, { hint: "run `npm test` again: it goes on from there" }),
    );
  };
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of names) process.on(name, interrupted);
  return {
    signal: controller.signal,
    dispose: () => names.forEach((name) => process.removeListener(name, interrupted)),
  };
}

/** How long a step that was told to end may take to do so. Milliseconds. */
const graceOfStep = 3_000;

/**
 * The step's result. When the run is interrupted meanwhile, the step has a moment to end by itself.
 * @throws the interruption, whatever the step made of it
 */
export async function orInterrupted<T>(step: Promise<T>, signal: AbortSignal, grace = graceOfStep): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new AbortController();
  const gaveUp = new Promise<never>((_resolve, reject) => {
    const wait = () => (timer = setTimeout(() => reject(signal.reason as Error), grace));
    if (signal.aborted) wait();
    else signal.addEventListener("abort", wait, { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([step, gaveUp]);
  } finally {
    clearTimeout(timer);
    over.abort();
    // A step that fails because it was told to end says less than the reason it was told.
    signal.throwIfAborted();
  }
}
