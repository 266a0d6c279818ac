import type { CheckDeclaration } from "./verdict.ts";

/**
 * The command that runs one check and nothing else, to be pasted into a shell: one line, and nothing in it that a shell or
 * a pattern would take for something else.
 */
export function againCommand({ page, file, title }: Pick<CheckDeclaration, "page" | "file" | "title">): string {
  return `npm test -- ${file ?? `suites/${page}/`} -t '${patternOf(title)}'`;
}

/** The title as `-t` takes it: what means something to the shell or to a pattern becomes a dot; nothing follows it. */
function patternOf(title: string): string {
  return `${title.replace(/['"`$\\^*+?()[\]{}|!]/g, ".")}$`;
}
