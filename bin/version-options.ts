import { HarnessError } from "#helpers/system/errors";
import {
  choiceInWords,
  components,
  componentKeys,
  pinnedVersions,
  readVersion,
  type Component,
} from "#helpers/system/versions";
import type { Options } from "./option.ts";

/** The options that choose versions, of the commands that prepare a target, look at it or remove it. */
export const versionOptionTable: Options = Object.fromEntries(
  componentKeys.map((component) => {
    const { option, name } = components[component];
    const completes = pinnedVersions(component);
    return [
      option,
      { type: "string", value: "version", completes, description: `${name}: ${choiceInWords(component)}` },
    ];
  }),
);

/**
 * Makes the chosen versions settings of this process and its children; an option goes before the setting of the environment.
 * @param values of the command line, by the options' names
 * @throws HarnessError for what is no version
 */
export function chooseVersions(values: Record<string, unknown>, env: NodeJS.ProcessEnv = process.env): void {
  for (const component of componentKeys) {
    const value = values[components[component].option];
    if (typeof value === "string") env[components[component].setting] = known(component, value);
  }
}

function known(component: Component, value: string): string {
  const version = readVersion(component, value);
  if (version !== undefined) return version;
  const { option, folder } = components[component];
  throw new HarnessError(`Expected --${option} to be ${choiceInWords(component)}, got "${value}"`, {
    why: `images/${folder}/ has pins of the versions that can be built`,
    hint: "choose one of them, or one that is released",
  });
}
