import { availableParallelism } from "node:os";
import { type CommandLine, refused } from "../command-line.ts";
import { fleet } from "../commands/in-cluster.ts";
import { allowed } from "../run/args.ts";

/** What `npm run fleet` was asked for. */
export interface FleetArguments {
  contexts: string[];
  /** Of each `npm test`. */
  args: string[];
  sideBySide: number;
}

/** @throws HarnessError where no context is named, or one twice; for a number that is none */
export function readFleetArguments(
  { values, positionals: files }: CommandLine<(typeof fleet)["options"]>,
  cores = availableParallelism(),
): FleetArguments {
  const { contexts: list, id: ids, testNamePattern: pattern, allow, "side-by-side": asked } = values;
  allowed(allow, {});
  const contexts = (list ?? "").split(",").map((name) => name.trim());
  if (contexts.includes("")) throw refused(fleet.name, "--contexts names no context", "as in --contexts a,b,c");
  const twice = contexts.find((name, index) => contexts.indexOf(name) !== index);
  if (twice !== undefined) throw refused(fleet.name, `--contexts names ${twice} twice`);
  if (asked !== undefined && !/^[1-9]\d?$/.test(asked))
    throw refused(fleet.name, `Expected --side-by-side to be a number from 1 to 99, got "${asked}"`);
  const options = [
    ...ids.flatMap((id) => ["--id", id]),
    ...(pattern === undefined ? [] : ["-t", pattern]),
    ...(allow === undefined ? [] : ["--allow", allow]),
  ];
  // A run has two pages at work at a time.
  const sideBySide = asked === undefined ? Math.max(1, Math.floor(cores / 2)) : Number(asked);
  return { contexts, args: [...files, ...options], sideBySide };
}
