import path from "node:path";
import { keptAnswer, keyOf } from "#helpers/system/kept-answer";
import { projectDir, stateRoot } from "#helpers/system/paths";
import type { CheckDeclaration } from "#helpers/verdict/record";

/** All that a suite may read while it is loaded. */
const folders = ["bin", "fixtures", "helpers", "images", "reporting", "suites"];
/** With them the programs that read it; npm writes the last as it installs. */
const files = [
  "kind-config.yaml",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "node_modules/.package-lock.json",
];

/**
 * What every check declares about itself. The suites are read, by vitest, only where they, or any code or setting, are not
 * as they were the last time: that takes seconds.
 * @throws HarnessError that lists every suite that cannot be read
 */
export async function checkDeclarations(): Promise<CheckDeclaration[]> {
  const settings = Object.entries(process.env).filter(([name]) => /^MESHPROOF_(?!REPORTS$)/.test(name));
  const also = [process.version, ...settings.toSorted().map((pair) => pair.join("="))];
  return keptAnswer(
    // No cluster can be called so: each has a folder beside it.
    path.join(stateRoot, "_declarations"),
    () => keyOf({ root: projectDir, folders, files, also }),
    async () => (await import("./collect.ts")).collectDeclarations(),
  );
}
