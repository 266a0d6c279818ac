import { HarnessError } from "#helpers/system/errors";

/** Signals within this time of the first are the same Ctrl-C: the terminal, npm and tsx each pass it on. Milliseconds. */
const sameKeystroke = 700;

/**
 * Turns Ctrl-C, a termination request and a closed terminal into a signal. The run under way hears it too, says what is left
 * and ends; a second one ends this process at once.
 */
export function onInterruption(): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  let first = 0;
  const interrupted = (name: NodeJS.Signals) => {
    if (first > 0 && Date.now() - first < sameKeystroke) return;
    if (first > 0) process.exit(2);
    first = Date.now();
    const hint = "run it again; on somebody's cluster `npm run sweep` removes what is left there";
    controller.abort(new HarnessError(`interrupted by ${name}`, { hint }));
  };
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of names) process.on(name, interrupted);
  return {
    signal: controller.signal,
    dispose: () => names.forEach((name) => process.removeListener(name, interrupted)),
  };
}
