/** Resolves after so many milliseconds. node:timers/promises has the same, but its clock cannot be set by a test. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
