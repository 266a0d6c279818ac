import path from "node:path";
import type { Pinned } from "#fixtures/releases/pin/index";
import { projectDir } from "#helpers/system/paths";
import { components, type Component } from "#helpers/system/versions";

/**
 * What was pinned, what stands in the place of what could not be had, and what to do next.
 * @param usual does it lie under images/, where the commands find it?
 */
export function pinnedText(component: Component, { folder, name, of, substitutes }: Pinned, usual: boolean): string {
  const { option } = components[component];
  const shownFolder = usual ? path.relative(projectDir, folder) : folder;
  const lines = substitutes.map(({ path: module, wanted, set, how, why }) => {
    return `  ${module}\n    ${wanted} → ${set}, ${how} (${why})`;
  });
  return [
    `${shownFolder} pins ${of}`,
    ...(lines.length === 0 ? ["everything that it asks for can be had"] : ["could not be had → stands in its place:"]),
    ...lines,
    usual
      ? `next: npm run up -- --${option} ${name}   shows whether it builds; then a row in README and docs/configuration.md`
      : `next: move it to images/${components[component].folder}/${name}`,
  ].join("\n");
}
