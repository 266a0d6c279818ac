import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's top folder. */
export const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The Dockerfiles and pins. */
export const imagesDir = path.join(projectDir, "images");

/**
 * What belongs to this checkout, never committed: a folder for each cluster (`stateFolder`). Earlier versions kept the state
 * of their one cluster in it.
 */
export const stateRoot = path.join(projectDir, ".meshproof");

/**
 * Built tools and images' inputs, keyed by the hash of what they are built from; shared by all checkouts of this
 * user. MESHPROOF_CACHE overrides it, else XDG_CACHE_HOME.
 */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.MESHPROOF_CACHE) return path.resolve(env.MESHPROOF_CACHE);
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "meshproof");
}
