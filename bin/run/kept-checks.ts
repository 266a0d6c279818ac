import path from "node:path";
import { keptAnswer, keyOf } from "#helpers/system/kept-answer";
import { projectDir, stateRoot } from "#helpers/system/paths";
import type { ReadPages } from "./read-checks.ts";

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
 * What the pages under a folder declare. They are read only where they, or any code or setting, are not as they were the last
 * time: that takes seconds. What cannot be read is never kept.
 * @param root absolute path of the project, or of a unit test's stand-in for it, of which nothing is kept
 * @param read reads the pages, by vitest
 */
export async function keptChecks(root: string, read: () => Promise<ReadPages>): Promise<ReadPages> {
  if (root !== projectDir) return read();
  const settings = Object.entries(process.env).filter(([name]) => /^MESHPROOF_(?!REPORTS$)/.test(name));
  const also = [root, process.version, ...settings.toSorted().map((pair) => pair.join("="))];
  return keptAnswer({
    // No cluster can be called so: each has a folder beside it.
    file: path.join(stateRoot, "_checks"),
    key: () => keyOf({ root, folders, files, also }),
    ask: read,
    isKept: ({ failures }) => failures.length === 0,
  });
}
