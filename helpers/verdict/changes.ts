let last = Date.now();

/**
 * Notes that the state which a page's claims speak of has just changed: an object was applied, a pod became ready. What
 * the proxies answer may be the old answer for a while from here on; see `holds`.
 */
export function noteChange(): void {
  last = Date.now();
}

/** When this process last changed something, in milliseconds since 1970; its own beginning, where it changed nothing. */
export function lastChange(): number {
  return last;
}
