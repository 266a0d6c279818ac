import { artifactsOf } from "#fixtures/releases/build/artifacts";
import { keysOf } from "#fixtures/releases/build/artifact";
import { folderOf, tagOf } from "#fixtures/releases/build/build-context";
import { run } from "#helpers/system/command";
import { cacheDir } from "#helpers/system/paths";
import type { ChosenVersions } from "#helpers/system/versions";

/** An image that was built, by the name of what it is. */
export interface BuiltImage {
  /** "pilot", "node". */
  name: string;
  /** Its name on the engine. */
  tag: string;
}

/**
 * The images of the chosen versions that the engine has.
 * @param env for docker
 */
export async function builtImages(chosen: ChosenVersions, env: Record<string, string>): Promise<BuiltImage[]> {
  const artifacts = artifactsOf(chosen);
  const keys = await keysOf(artifacts);
  const images = artifacts
    .filter(({ kind }) => kind === "image")
    .map(({ name }) => ({ name: name.replace(/^image-/, ""), tag: tagOf({ keys }, name) }));
  const there = await Promise.all(
    images.map(({ tag }) => run("docker", ["image", "inspect", "--format", "{{.Id}}", tag], { env, timeout: 30_000 })),
  );
  return images.filter((_, index) => there[index]!.exitCode === 0);
}

/** The folders of the chosen versions' compiled programs, whether they are there or not. */
export async function compiledFolders(chosen: ChosenVersions): Promise<string[]> {
  const artifacts = artifactsOf(chosen);
  const context = { cache: cacheDir(), keys: await keysOf(artifacts) };
  return artifacts.filter(({ programs }) => programs?.includes("go")).map(({ name }) => folderOf(context, name));
}
