import type { Mutant } from "#fixtures";
import type { Upgrade } from "../page.ts";

/** A way to break the mesh, or the upgrade, under this page's checks. */
export type Break = Omit<Mutant<Upgrade>, "failsWith">;

/** What was lost under a mutant is not held against the restored mesh. */
export function forgotten({ windows }: Upgrade): void {
  for (const [stage, window] of windows) windows.set(stage, { ...window, from: Date.now() });
}
