import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import type { NotRun } from "#helpers/catalogue/errata";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import type { Item } from "./plan.ts";

/** Path in a configuration of IstioOperator to its value: `spec.components.egressGateways[0].enabled` → `true`. */
export type Settings = Map<string, string>;

/** What the target's mesh was installed with. */
export async function installedSettings(): Promise<Settings> {
  const file = path.join(projectDir, "fixtures", "mesh", "istio-operator.yaml");
  return settingsOf(parse(await readFile(file, "utf8")));
}

/** Every value of a YAML document by its path. */
export function settingsOf(value: unknown, at = ""): Settings {
  if (Array.isArray(value)) return merged(value.map((each, index) => settingsOf(each, `${at}[${index}]`)));
  if (value === null || typeof value !== "object") return new Map([[at, String(value)]]);
  return merged(Object.entries(value).map(([key, each]) => settingsOf(each, at ? `${at}.${key}` : key)));
}

/** The settings of `istioctl install --set <path>=<value> …`. */
export function settingsOfCommand(command: string): Settings {
  const sets = command.matchAll(/--set\s+(["']?)([^\s"'=]+)=([^\s"']+)\1/g);
  return new Map([...sets].map(([, , name, value]) => [`spec.${name}`, value!]));
}

/**
 * What contradicts a block that is not run; undefined where nothing does.
 * @param items the pass that the block is in
 * @throws HarnessError when the list of blocks that are not run names a block that is not there
 */
export function contradiction(
  { block, held }: NotRun,
  item: Item,
  items: readonly Item[],
  installed: Settings,
): string | undefined {
  if (held === "uninstall") return undefined;
  if (held === "installed-with") {
    const wanted = item.steps.length > 0 ? settingsOfCommand(item.text) : settingsOf(parse(item.text));
    if (wanted.size === 0) return "no setting is found in it";
    const other = [...wanted].filter(([name, value]) => installed.get(name) !== value);
    return other.length > 0
      ? other.map(([name, value]) => `the mesh was not installed with ${name}=${value}`).join("\n")
      : undefined;
  }
  if ("lacks" in held)
    return installed.get(held.lacks) === "true" ? `the mesh was installed with ${held.lacks}=true` : undefined;
  const whole = items.find(({ id }) => id === held.in);
  if (!whole) {
    throw new HarnessError(`${block} is to stand in ${held.in}, which the copy has not got`, {
      hint: "see `npm run drift -- <folder>`, then correct suites/<page>/catalogue/typed.ts",
    });
  }
  const lines = new Set(whole.text.split("\n").map((line) => line.trim()));
  const missing = item.text.split("\n").filter((line) => line.trim() && !lines.has(line.trim()));
  return missing.length > 0 ? `not in ${held.in}: ${missing.join("\n")}` : undefined;
}

function merged(all: Settings[]): Settings {
  return new Map(all.flatMap((each) => [...each]));
}
