import { readConfig } from "#helpers/system/config";
import type { CheckDeclaration } from "./record.ts";
import { versionOptions } from "#helpers/system/versions";

/**
 * The command that runs one check and nothing else, to be pasted into a shell: one line, and nothing in it, quotes included,
 * that a shell or what surrounds it would take for something else.
 */
export function againCommand({ id, file }: Pick<CheckDeclaration, "id" | "file">): string {
  // A check that takes the mesh away is run only where that is asked for.
  const flag = file?.startsWith("suites/uninstall/") ? " --with-uninstall" : "";
  // On the same versions: without them another cluster would be asked.
  const options = versionOptions(readConfig().versions);
  return `npm test -- ${options && `${options} `}--id ${id}${flag}`;
}
