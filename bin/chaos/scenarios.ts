import { HarnessError } from "#helpers/system/errors";
import { cache } from "./cache.ts";
import { certificates } from "./certificates.ts";
import { clock } from "./clock.ts";
import { cluster } from "./cluster.ts";
import { engine } from "./engine.ts";
import { limits } from "./limits.ts";
import { machine } from "./machine.ts";
import { neighbours } from "./neighbours.ts";
import type { Scenario } from "./scenario.ts";
import { signals } from "./signals.ts";

/** All of them; the engine's end last, for it takes the cluster with it. */
export const scenarios: readonly Scenario[] = [
  ...signals,
  ...cluster,
  ...machine,
  ...limits,
  ...clock,
  ...certificates,
  ...cache,
  ...neighbours,
  ...engine,
];

/**
 * Those whose name holds one of the parts; all where none is given.
 * @throws HarnessError where a part is in no name
 */
export function scenariosOf(parts: readonly string[]): readonly Scenario[] {
  const unknown = parts.find((part) => !scenarios.some(({ id }) => id.includes(part)));
  if (unknown !== undefined)
    throw new HarnessError(`no scenario's name contains "${unknown}"`, { hint: "see `npm run chaos -- --list`" });
  return parts.length === 0 ? scenarios : scenarios.filter(({ id }) => parts.some((part) => id.includes(part)));
}
