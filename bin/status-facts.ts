import { inspectNode, type NodeContainer } from "#fixtures/targets/kind/kind";
import { type Engine, findEngine } from "#fixtures/engine/index";
import { readTarget, type PreparedTarget } from "#helpers/probes/prepared";
import { mustRun, run } from "#helpers/system/command";
import { HarnessError } from "#helpers/system/errors";
import { checkoutLabel, isOurs } from "#helpers/system/ownership";
import { cacheDir } from "#helpers/system/paths";
import { stateFolder } from "#helpers/system/state-folder";
import path from "node:path";

/** What is there; all of it was only looked at. */
export interface Status {
  /** Of the cluster that the settings choose. */
  cluster: string;
  engine: Pick<Engine, "host" | "version" | "startedByUs"> | undefined;
  node: (NodeContainer & { ours: boolean }) | undefined;
  /** What the run that prepared the cluster left of it; undefined where no checkout that is known has it. */
  target: PreparedTarget | undefined;
  /** Does the cluster's API answer? Undefined where it was not asked. */
  answers: boolean | undefined;
  /** Other clusters of ours, by name, and how their node's container is: "running", "exited". */
  others: { name: string; state: string }[];
  cache: { folder: string; bytes: number };
  images: { count: number; bytes: number };
}

/** Longest that the cluster's API may take to answer. Milliseconds. */
const timeLimit = 5_000;

/**
 * Looks at what is up. Nothing is started, installed or changed.
 * @throws HarnessError where an engine is there that does not tell
 */
export async function statusOf(cluster: string): Promise<Status> {
  const [engine, cache] = await Promise.all([findEngine({ say: () => undefined }), cacheOnDisk(cacheDir())]);
  const none = { node: undefined, target: undefined, answers: undefined, others: [], images: { count: 0, bytes: 0 } };
  if (!engine) return { cluster, engine, ...none, cache };
  const [node, others, images] = await Promise.all([
    inspectNode({ name: cluster, engine }),
    otherClusters(cluster, engine),
    imagesOnDisk(engine),
  ]);
  if (!node) return { cluster, engine, ...none, others, images, cache };
  const target = await targetOf(cluster, node);
  const answers = node.running && !node.paused && target ? await apiAnswers(target) : undefined;
  return { cluster, engine, node: { ...node, ours: isOurs(node.labels) }, target, answers, others, images, cache };
}

/** Of this checkout, or of the one of this user that made the cluster. */
async function targetOf(cluster: string, { labels }: NodeContainer): Promise<PreparedTarget | undefined> {
  const checkout = isOurs(labels) ? labels[checkoutLabel] : undefined;
  const states = [stateFolder(cluster), ...(checkout ? [path.join(checkout, ".meshproof", cluster)] : [])];
  for (const state of states) {
    const target = await readTarget(state).catch(unlessHarness);
    if (target) return target;
  }
  return undefined;
}

async function apiAnswers({ kubeconfig }: PreparedTarget): Promise<boolean> {
  // Most of a second to load: without a cluster there is no need for it.
  const { Kube } = await import("#helpers/kube/client");
  try {
    await Kube.connect(kubeconfig).get("/version", undefined, timeLimit);
    return true;
  } catch (error) {
    // Whatever the reason: this is a look, and `npm run up` says why, or mends it.
    void error;
    return false;
  }
}

/** The clusters of ours beside this one. */
export async function otherClusters(cluster: string, { env }: Pick<Engine, "env">): Promise<Status["others"]> {
  const label = "io.x-k8s.kind.cluster";
  const format = `{{.Label "${label}"}}|{{.State}}|{{.Label "meshproof.owner"}}`;
  const ask = ["ps", "--all", "--filter", `label=${label}`, "--format", format];
  const { stdout } = await mustRun("docker", ask, { env, timeout: 15_000 });
  return stdout.split("\n").flatMap((line) => {
    const [name = "", state = "", owner = ""] = line.split("|");
    return name && name !== cluster && isOurs({ "meshproof.owner": owner }) ? [{ name, state }] : [];
  });
}

/** Layers that several images share are counted with each of them: the engine does not tell their own sizes quickly. */
async function imagesOnDisk({ env }: Engine): Promise<Status["images"]> {
  const ask = ["images", "--quiet", "--no-trunc", "--filter", "reference=meshproof/*"];
  const ids = new Set((await mustRun("docker", ask, { env, timeout: 30_000 })).stdout.split("\n").filter(Boolean));
  if (ids.size === 0) return { count: 0, bytes: 0 };
  const sizes = await run("docker", ["image", "inspect", "--format", "{{.Size}}", ...ids], { env, timeout: 30_000 });
  const bytes = sizes.stdout.split("\n").reduce((sum, size) => sum + Number(size), 0);
  return { count: ids.size, bytes };
}

/** What it cannot read, and what goes while it counts, `du` leaves out. */
async function cacheOnDisk(folder: string): Promise<Status["cache"]> {
  const { stdout } = await run("du", ["-sk", "--", folder], { timeout: 60_000 });
  return { folder, bytes: 1024 * Number(/^\d+/.exec(stdout)?.[0] ?? 0) };
}

function unlessHarness(error: unknown): undefined {
  if (!(error instanceof HarnessError)) throw error;
}
