let last = performance.now();

/**
 * Notes that the state which a page's claims speak of has just changed: an object was applied, a pod became ready. What
 * the proxies answer may be the old answer for a while from here on; see `holds`.
 */
export function noteChange(): void {
  last = performance.now();
}

/**
 * When this process last changed something; its own beginning, where it changed nothing. Milliseconds on the clock of
 * `performance.now()`, which nobody sets: the machine's own may be set in the middle of a check.
 */
export function lastChange(): number {
  return last;
}
