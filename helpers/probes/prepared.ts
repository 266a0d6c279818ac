import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { HarnessError, messageOf } from "#helpers/system/errors";
import type { Guest } from "#helpers/kube/guest";
import { stateFolder } from "#helpers/system/state-folder";
import type { Missing } from "#helpers/verdict/capabilities";
import type { Versions } from "#helpers/verdict/record";
import type { Addresses } from "./outside-hosts.ts";

/** What `istioctl install` is given for an Istio. */
export interface Installation {
  /** Absolute path. */
  istioctl: string;
  /** Absolute path of the IstioOperator that the documents' mesh is. */
  operator: string;
  /** Values of `--set`: hub, tag, and what the data plane needs. */
  values: Record<string, string>;
}

/** The target of a run as its workers need it: as `prepare` of fixtures/targets left it. */
export interface PreparedTarget {
  /** For people: "kind cluster meshproof". */
  target: string;
  kubeconfig: string;
  /** Address of the node on the engine's network, where NodePorts answer. */
  nodeAddress: string;
  /** Absolute paths of the run's own tools, in the versions of the target. */
  istioctl: string;
  kubectl: string;
  /** Environment for programs that talk to the Docker engine. */
  engineEnv: Record<string, string>;
  originImage: string;
  /** Image in the node with tcpdump, for ephemeral containers. */
  debugImage: string;
  /** Name of the Docker network that the node is on. */
  network: string;
  /** Where the stand-in internet's hosts live on it. */
  addresses: Addresses;
  internet: "stand-in" | "live";
  dataPlane: string;
  /** Where the cluster is somebody's: what a run is there. */
  guest?: Guest;
  /** How the ingress gateway is reached from here, where that is not by NodePorts at `nodeAddress`. */
  ingress?: { address: string; https: number; status: number };
  /** What it cannot be asked. */
  missing: Missing;
  versions: Versions;
  /** How its Istio was installed; absent where the mesh is somebody's. */
  installation?: Installation;
  /** How another Istio would be installed there, which the node has the images of; and the client image for meanwhile. */
  upgrade?: Installation & { version: string; client: string };
}

/** Of the cluster that the settings choose: the suites' workers have the settings of the run. */
const targetFileIn = (state: string): string => path.join(state, "target.json");

/**
 * Writes the target where the suites' workers find it.
 * @param state folder of what is kept of the cluster
 */
export async function writeTarget(target: PreparedTarget, state = stateFolder()): Promise<void> {
  const targetFile = targetFileIn(state);
  await mkdir(state, { recursive: true, mode: 0o700 });
  const draft = `${targetFile}.${process.pid}`;
  await writeFile(draft, JSON.stringify(target, null, 2), { mode: 0o600 });
  await rename(draft, targetFile);
}

/** How long the cluster may take to answer. Milliseconds. */
const timeLimit = 10_000;

/** @throws HarnessError when no target is up, or its cluster does not answer */
export async function demandTarget(): Promise<void> {
  const { target, kubeconfig } = await readTarget();
  // Most of a second to load: whoever only reads the target can do without.
  const { Kube } = await import("#helpers/kube/client");
  try {
    await Kube.connect(kubeconfig).get("/version", undefined, timeLimit);
  } catch (cause) {
    throw new HarnessError(`the ${target} does not answer`, {
      why: messageOf(cause),
      hint: "run `npm test`, or `npm run up` before `npx vitest`",
      cause,
    });
  }
}

/** @throws HarnessError when no target is up. */
export async function readTarget(state = stateFolder()): Promise<PreparedTarget> {
  try {
    return JSON.parse(await readFile(targetFileIn(state), "utf8")) as PreparedTarget;
  } catch (cause) {
    throw new HarnessError(`no cluster ${path.basename(state)} is prepared`, {
      why: messageOf(cause),
      hint: "run `npm test`, or `npm run up` before `npx vitest`",
      cause,
    });
  }
}
