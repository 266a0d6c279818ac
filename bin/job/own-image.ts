import { ensureEngine } from "#fixtures/engine/index";
import { makeOwnImage } from "#fixtures/releases/index";
import { mustRun } from "#helpers/system/command";
import { readConfig } from "#helpers/system/config";
import type { ChosenVersions } from "#helpers/system/versions";

/**
 * Makes the image of this checkout. In a cluster it has the name localhost/…, which no node pulls from anywhere.
 * @param tag what else it is to be called
 * @returns its names
 */
export async function ownImage(versions: ChosenVersions, tag?: string): Promise<string[]> {
  const say = (line: string) => void process.stderr.write(`  ${line}\n`);
  const engine = await ensureEngine({ provision: readConfig().provision, say });
  const made = await makeOwnImage(versions, { engine, say });
  const names = [`localhost/${made}`, ...(tag === undefined ? [] : [tag])];
  for (const name of names) await mustRun("docker", ["tag", made, name], { env: engine.env, timeout: 60_000 });
  return names;
}
