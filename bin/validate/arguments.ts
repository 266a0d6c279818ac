import { availableParallelism, totalmem } from "node:os";
import { meansFolder, readCheckout, versionLabel } from "#helpers/system/checkout";
import { components, findPinned, pinnedInWords, type ChosenVersions, type Component } from "#helpers/system/versions";
import type { DifferenceKind } from "#reporting/compare/comparison";
import { parseFailOn } from "#reporting/compare/fail-on";
import { type CommandLine, refused } from "../command-line.ts";
import { validate } from "../commands/validate.ts";
import type { Matrix } from "./matrix.ts";

export interface ValidateArguments {
  matrix: Matrix;
  /** Which checks, as `npm test` takes it. */
  filter: { files: string[]; ids: string[] };
  failOn: DifferenceKind[];
  upgrade: boolean;
  fresh: boolean;
  /** Clusters at work at the same time. */
  sideBySide: number;
}

/** A cluster under test keeps two cores busy, and its neighbours' times would leave the noise. */
const coresEach = 4;
/** Bytes of memory that a cluster and its workers take, with room to spare. */
const memoryEach = 8e9;

/**
 * What `npm run validate` was asked for.
 * @param usual the versions of what it does not name
 * @throws HarnessError for a version that there are no pins of, for a folder that is no checkout, and for two that are the same
 */
export function validateArguments(
  { values, positionals: files }: CommandLine<(typeof validate)["options"]>,
  usual: ChosenVersions,
): ValidateArguments {
  const { from, to, id: ids } = values;
  const missing = Object.entries({ from, to }).flatMap(([name, value]) => (value ? [] : [`--${name}`]));
  if (!from || !to) throw refusedHere(`\`${validate.name}\` lacks ${missing.join(" and ")}`, pins("istio"));
  const matrix: Matrix = {
    from: pinned("istio", "from", from),
    to: pinned("istio", "to", to),
    kubernetes: listOf("kubernetes", values.kubernetes, usual),
    envoy: listOf("envoy", values.envoy, usual),
    gatewayApi: listOf("gatewayApi", values["gateway-api"], usual),
  };
  if (matrix.from === matrix.to)
    throw refusedHere(`--from and --to are the same Istio, ${versionLabel(matrix.to)}`, pins("istio"));
  if (ids.includes("")) throw refusedHere("--id has an empty id");
  return {
    matrix,
    filter: { files, ids },
    failOn: parseFailOn(values["fail-on"] ?? "nonconformant"),
    upgrade: !values["without-upgrade"],
    fresh: values.fresh,
    sideBySide: sideBySideOf(values["side-by-side"]),
  };
}

/** How many clusters may be at work at the same time on this machine. */
export function clustersAtOnce(cores = availableParallelism(), memory = totalmem()): number {
  return Math.max(1, Math.min(Math.floor(cores / coresEach), Math.floor(memory / memoryEach)));
}

function sideBySideOf(value: string | undefined): number {
  if (value === undefined) return clustersAtOnce();
  if (/^[1-9]\d?$/.test(value)) return Number(value);
  throw refusedHere(`Expected --side-by-side to be a number from 1 to 99, got "${value}"`);
}

function listOf(component: Component, list: string | undefined, usual: ChosenVersions): string[] {
  if (list === undefined) return [usual[component]];
  const found = list.split(",").map((wanted) => pinned(component, components[component].option, wanted.trim()));
  return [...new Set(found)];
}

function pinned(component: Component, option: string, wanted: string): string {
  const version = component === "istio" && meansFolder(wanted) ? readCheckout(wanted) : findPinned(component, wanted);
  if (version !== undefined) return version;
  throw refusedHere(`Expected --${option} to be ${pinnedInWords(component)}, got "${wanted}"`, pins(component));
}

const pins = (component: Component) =>
  `images/${components[component].folder}/ has pins of ${pinnedInWords(component)}`;

function refusedHere(what: string, why?: string) {
  return refused(validate.name, what, why);
}
