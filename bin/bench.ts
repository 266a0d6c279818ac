import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { mustRun } from "#helpers/system/command";
import { targetOf } from "#fixtures/targets/index";
import { findEngine } from "#fixtures/engine/index";
import { removeOwnImages } from "#fixtures/releases/build/own-images";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import type { RunRecord } from "#helpers/verdict/record";
import { refused } from "./command-line.ts";
import { bench } from "./commands/run.ts";
import { main } from "./main.ts";
import { onCluster } from "./on-cluster.ts";
import { runSteps } from "./progress.ts";

/** Settings of the measured run, and what is to be removed after it. */
interface Prepared {
  env?: Record<string, string>;
  remove?: () => Promise<unknown>;
}

/** The three situations that a person meets, coldest last: each is prepared, then `npm test` runs and is timed by step. */
const situations = {
  warm: { title: "with the cluster up", prepare: () => npm(["run", "up"]).then(() => ({})) },
  built: { title: "with images built and no cluster", prepare: () => withoutCluster().then(() => ({})) },
  cold: { title: "with nothing: no images, no tools, no Go cache", prepare: withoutAnything },
} satisfies Record<string, { title: string; prepare: () => Promise<Prepared> }>;

type Situation = keyof typeof situations;

/** What is measured beside. */
const comparisons: Record<string, () => Promise<void>> = { "by-hand": compareByHand, growth: compareGrowth };

/** `npm run bench [-- warm built cold] [<path>]`: how long `npm test [-- <path>]` takes, and each of its steps. Figures, not tests. */
await main(bench, async ({ positionals: args, values }) => {
  const paths = args.filter((arg) => arg.includes("/"));
  const asked = args.filter((arg) => !paths.includes(arg));
  const unknown = asked.filter((name) => !(name in situations) && !(name in comparisons) && name !== "endurance");
  if (unknown.length > 0)
    throw refused(bench.name, `\`${bench.name}\` does not know ${unknown.join(" ")}`, "a path of suites has a slash");
  let agreed = true;
  for (const name of asked.length > 0 ? asked : ["warm", "built"]) {
    const compare = comparisons[name];
    if (name === "endurance") agreed = await endure(timesOf(values.times));
    else if (compare) await compare();
    else await measure(name as Situation, paths);
  }
  return agreed ? 0 : 1;
});
process.exit();

async function measure(name: Situation, paths: string[]): Promise<void> {
  const { title, prepare } = situations[name];
  console.log(`\n${name}: ${title}`);
  const { env, remove }: Prepared = await prepare();
  try {
    const started = Date.now();
    await npm(["test", ...(paths.length > 0 ? ["--", ...paths] : [])], env);
    console.log(`  total ${seconds(Date.now() - started)}`);
    const { steps } = JSON.parse(
      await readFile(path.join(projectDir, readConfig().reports, "conformance.json"), "utf8"),
    ) as RunRecord;
    for (const step of steps) console.log(`  ${step.name.padEnd(50)} ${seconds(step.ms)}`);
  } finally {
    await remove?.();
  }
}

async function endure(times: number): Promise<boolean> {
  console.log(`\nendurance: ${times} whole runs in a row`);
  await npm(["run", "up"]);
  const { measureEndurance } = await import("./bench/endurance.ts");
  return measureEndurance(times, console.log);
}

/** @throws HarnessError for what is no number of runs */
function timesOf(given = "50"): number {
  if (/^[1-9]\d{0,2}$/.test(given)) return Number(given);
  throw refused(bench.name, `Expected --times to be a number from 1 to 999, got "${given}"`);
}

async function compareGrowth(): Promise<void> {
  console.log("\ngrowth: runs of pages that ask nothing, without a cluster");
  const { measureGrowth } = await import("./bench/growth.ts");
  await measureGrowth(console.log);
}

async function compareByHand(): Promise<void> {
  console.log("\nby-hand: the page Mutual TLS Migration as a script of kubectl's, and as `npm test`, in turn");
  await npm(["run", "up"]);
  const { measurePairs, pairsText } = await import("./bench/by-hand.ts");
  console.log(pairsText(await measurePairs()));
}

/** Under the target's lock: a cluster that a run uses is never taken away under it. */
function withoutCluster(): Promise<void> {
  const config = readConfig();
  return onCluster(config.cluster, (_signal, lock) => targetOf(config).teardown({ lock, all: false, runSteps }));
}

/**
 * Removes the cluster and the images that this user built; what was built and the Go caches of whoever runs this stay: the
 * run has empty ones of its own. The engine stays: its start takes a second.
 */
async function withoutAnything(): Promise<Prepared> {
  await withoutCluster();
  const engine = await findEngine({ say: console.log });
  const others = engine ? await removeOwnImages(engine.env) : [];
  if (others.length > 0)
    throw new HarnessError("a run with nothing cannot be measured on this Docker engine", {
      why: `images of meshproof stay on it, which others built or need: ${others.join(", ")}`,
      hint: "measure it on an engine of its own (DOCKER_HOST), or where nobody else uses meshproof",
    });
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-cold-"));
  console.log(`  with caches of its own, removed afterwards: ${folder}`);
  const [cache = "", GOCACHE = "", GOMODCACHE = ""] = ["ours", "go", "modules"].map((name) => path.join(folder, name));
  const remove = async () => {
    // Go's modules are read-only files, which only Go removes.
    await mustRun("go", ["clean", "-modcache"], { env: { GOMODCACHE }, timeout: 300_000 });
    await rm(folder, { recursive: true, force: true });
  };
  return { env: { MESHPROOF_CACHE: cache, GOCACHE, GOMODCACHE }, remove };
}

/** Ctrl-C is passed on: `npm test` ends what it started, and what this run made is removed after it. */
async function npm(args: string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn("npm", args, { cwd: projectDir, env: { ...process.env, ...env }, stdio: "inherit" });
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on("SIGINT", passOn);
  process.on("SIGTERM", passOn);
  try {
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0)
      throw new HarnessError(`npm ${args.join(" ")} did not end well`, { hint: "see what it says above" });
  } finally {
    process.removeListener("SIGINT", passOn);
    process.removeListener("SIGTERM", passOn);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
