import path from "node:path";
import { readConfig } from "./config.ts";
import { projectDir, stateRoot } from "./paths.ts";

/**
 * What this checkout keeps of one cluster: its kubeconfig, target.json, logs, the keys of a run under way. One folder for
 * each, so that two clusters of a checkout never meet.
 * @param cluster its name; the one that the settings choose unless told
 */
export function stateFolder(cluster = readConfig().cluster): string {
  return path.join(stateRoot, cluster);
}

/** A file of that folder as people in the project's folder type it: ".meshproof/meshproof/kubeconfig". */
export function stateFileShown(file: string, cluster?: string): string {
  return path.join(path.relative(projectDir, stateFolder(cluster)), file);
}
