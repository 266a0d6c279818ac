import { HarnessError } from "#helpers/errors";
import { components, componentKeys, findPinned, pinnedInWords, type Component } from "#helpers/versions";

/** For the help of a command. */
export const versionUsage = componentKeys.map((each) => `[--${components[each].option} version]`).join(" ");

/**
 * Takes the options that choose versions out of a command line (`--istio 1.30`, `--istio=1.30`) and makes them the settings
 * of this process and its children; an option goes before the setting of the environment.
 * @returns the other arguments
 * @throws HarnessError for an option without a value, given twice, or with a version that there are no pins of
 */
export function takeVersionOptions(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): string[] {
  const rest: string[] = [];
  const given = new Set<Component>();
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at]!;
    const [option = "", ...value] = argument.split("=");
    const component = componentKeys.find((each) => `--${components[each].option}` === option);
    if (!component) {
      rest.push(argument);
      continue;
    }
    if (given.has(component)) throw new HarnessError(`${option} is given more than once`, { hint: versionUsage });
    given.add(component);
    env[components[component].setting] = known(component, value.length > 0 ? value.join("=") : argv[(at += 1)]);
  }
  return rest;
}

function known(component: Component, value: string | undefined): string {
  const { option } = components[component];
  const there = pinnedInWords(component);
  if (value === undefined || value.startsWith("-"))
    throw new HarnessError(`--${option} lacks its version`, { hint: `one of ${there}` });
  const version = findPinned(component, value);
  if (version !== undefined) return version;
  throw new HarnessError(`Expected --${option} to be ${there}, got "${value}"`, {
    why: `images/${components[component].folder}/ has pins of these versions alone`,
    hint: "choose one of them",
  });
}

/** @throws HarnessError for any argument that is left: for commands that take no other */
export function noMore(command: string, rest: readonly string[], also: readonly string[] = []): void {
  const unknown = rest.filter((argument) => !also.includes(argument));
  if (unknown.length === 0) return;
  throw new HarnessError(`\`${command}\` does not know ${unknown.join(" ")}`, {
    hint: `it takes ${[...also, versionUsage].join(" ")}, or nothing`,
  });
}
