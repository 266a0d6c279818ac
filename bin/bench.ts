import { rm } from "node:fs/promises";
import { mustRun } from "#helpers/command";
import { readConfig } from "#helpers/config";
import { HarnessError } from "#helpers/errors";
import { cacheDir, projectDir } from "#helpers/paths";
import type { RunRecord } from "#helpers/verdict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { main } from "./main.ts";
import { teardown } from "./teardown.ts";

/** The three situations that a person meets, coldest last: each is prepared, then `npm test` runs and is timed by step. */
const situations = {
  warm: { says: "with the cluster up", prepare: () => npm(["run", "up"]) },
  built: { says: "with images built and no cluster", prepare: () => teardown({ config: readConfig(), all: false }) },
  cold: { says: "with nothing: no images, no tools, no Go build cache", prepare: forgetEverything },
};

type Situation = keyof typeof situations;

/** `npm run bench [-- warm built cold]`: how long `npm test` takes, and each of its steps. Figures, not tests. */
await main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in situations));
  if (unknown.length > 0)
    throw new HarnessError(`\`npm run bench\` does not know ${unknown.join(" ")}`, {
      hint: `it takes ${Object.keys(situations).join(", ")}, or nothing for warm and built`,
    });
  for (const name of (asked.length > 0 ? asked : ["warm", "built"]) as Situation[]) await measure(name);
});
process.exit();

async function measure(name: Situation): Promise<void> {
  const { says, prepare } = situations[name];
  console.log(`\n${name}: ${says}`);
  await prepare();
  const started = Date.now();
  await npm(["test"]);
  console.log(`  total ${seconds(Date.now() - started)}`);
  const { steps } = JSON.parse(
    await readFile(path.join(projectDir, readConfig().reports, "conformance.json"), "utf8"),
  ) as RunRecord;
  for (const step of steps) console.log(`  ${step.name.padEnd(50)} ${seconds(step.ms)}`);
}

/** Removes the cluster, what was built, and Go's build cache. The engine stays: its start takes a second. */
async function forgetEverything(): Promise<void> {
  await teardown({ config: readConfig(), all: false });
  const images = await mustRun("docker", ["images", "--quiet", "--filter", "reference=meshproof/*"], {
    timeout: 60_000,
  });
  const ids = [...new Set(images.stdout.split("\n").filter(Boolean))];
  if (ids.length > 0) await mustRun("docker", ["rmi", "--force", ...ids], { timeout: 300_000 });
  await rm(cacheDir(), { recursive: true, force: true });
  await mustRun("go", ["clean", "-cache", "-modcache"], { timeout: 300_000 });
}

async function npm(args: string[]): Promise<void> {
  await mustRun("npm", args, { timeout: 5_400_000, cwd: projectDir, onLine: (line) => console.log(`    ${line}`) });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
