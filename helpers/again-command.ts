import { readConfig } from "./config.ts";
import type { CheckDeclaration } from "./verdict.ts";
import { versionOptions } from "./versions.ts";

/**
 * The command that runs one check and nothing else, to be pasted into a shell: one line, and nothing in it that a shell or
 * a pattern would take for something else.
 */
export function againCommand({ page, file, title }: Pick<CheckDeclaration, "page" | "file" | "title">): string {
  // A check that takes the mesh away is run only where that is asked for.
  const flag = file?.startsWith("suites/uninstall/") ? " --with-uninstall" : "";
  // On the same versions: without them another cluster would be asked.
  const options = versionOptions(readConfig().versions);
  return `npm test -- ${options && `${options} `}${file ?? `suites/${page}/`}${flag} -t '${patternOf(title)}'`;
}

/** The title as `-t` takes it: what means something to the shell or to a pattern becomes a dot; nothing follows it. */
function patternOf(title: string): string {
  return `${title.replace(/['"`$\\^*+?()[\]{}|!]/g, ".")}$`;
}
