import { setTimeout as pause } from "node:timers/promises";

/**
 * Proxies write their log once a second, later on a machine that is busy; what is not there then will not come. A
 * connection that a NetworkPolicy blocks has its line when the proxy gives up, ten seconds after it began, though its
 * client may have gone after three. Milliseconds.
 */
const flushed = 8_000;

/**
 * Looks at proxies' logs until all that is wanted is in them, or the proxies have had the time to write it.
 * @returns what was seen last, whole or not: that a line is missing may be what a page claims
 */
export async function onceWritten<Seen>(
  look: () => Promise<Seen>,
  isWhole: (seen: Seen) => boolean,
  within = flushed,
): Promise<Seen> {
  const deadline = performance.now() + within;
  for (;;) {
    const seen = await look();
    if (isWhole(seen) || performance.now() >= deadline) return seen;
    await pause(150);
  }
}
