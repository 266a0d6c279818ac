import type { Config } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import type { Command } from "./command-line.ts";

/**
 * Making, removing and breaking a mesh is for clusters that are ours.
 * @throws HarnessError where the command is of that kind, and the target is somebody's cluster
 */
export function refuseOthersCluster(
  { name, ownOnly }: Pick<Command, "name" | "ownOnly">,
  { target, context }: Pick<Config, "target" | "context">,
): void {
  if (!ownOnly || target !== "existing") return;
  throw new HarnessError(`\`${name}\` is for clusters that meshproof makes`, {
    why: `the target is the context ${context}, somebody's cluster, which is neither made, removed nor broken`,
    hint: "leave --context away (and unset MESHPROOF_TARGET and MESHPROOF_CONTEXT); `npm run sweep` removes what runs left there",
  });
}
