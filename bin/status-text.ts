import { checkoutLabel } from "#helpers/system/ownership";
import type { Status } from "./status-facts.ts";

/** What is up, for a person; where nothing is, one line. */
export function statusText(status: Status, now = Date.now()): string {
  const { cluster, engine, node, target, others } = status;
  const disk = diskText(status);
  if (!engine) return `nothing is up: no Docker engine runs here; ${disk}`;
  if (!node && others.length === 0) return `nothing is up: there is no cluster ${cluster}; ${disk}`;
  const { host, version, startedByUs } = engine;
  return [
    row("cluster", node ? `${cluster}: ${clusterText(status, now)}` : `${cluster}: not there`),
    ...(node ? targetRows(target) : []),
    ...(node ? nodeRows(cluster, node) : []),
    ...others.map(({ name, state }) => row("also there", `${name}: ${state}`)),
    row("engine", `Docker ${version} at ${host}${startedByUs ? ", started by us" : ""}`),
    row("disk", disk),
  ].join("\n");
}

function clusterText({ node, answers }: Status, now: number): string {
  if (!node!.running) return "stopped; `npm run up` starts it";
  if (node!.paused) return "paused; `npm run up` wakes it";
  const since = new Date(node!.startedAt);
  const up = `up since ${since.toISOString().slice(0, 16).replace("T", " ")} UTC (${inHours(now - since.getTime())})`;
  if (answers === undefined) return up;
  return `${up}, ${answers ? "answers" : "does not answer; `npm run up` mends it"}`;
}

function targetRows(target: Status["target"]): string[] {
  if (!target) return [row("versions", "not known: no checkout of yours has prepared it to the end")];
  const { istio, envoy, kubernetes, cni, gatewayApi } = target.versions;
  return [
    row(
      "versions",
      `Kubernetes ${kubernetes}, Istio ${istio}, Envoy ${envoy}, ${cni.replace(":", " ")}, Gateway API ${gatewayApi}`,
    ),
    row("data plane", target.dataPlane),
    row("internet", target.internet),
    row("kubeconfig", target.kubeconfig),
  ];
}

function nodeRows(cluster: string, node: NonNullable<Status["node"]>): string[] {
  const where = node.address ? `, ${node.address}` : "";
  const by = node.labels[checkoutLabel];
  return [
    row("node", `container ${cluster}-control-plane (${node.id.slice(0, 12)}), image ${node.image}${where}`),
    row("made by", node.ours ? `you${by ? `, in ${by}` : ""}` : "somebody else, or without our label"),
  ];
}

function diskText({ cache, images }: Status): string {
  const built =
    images.count > 0 ? `, ${images.count} images at most ${gigabytes(images.bytes)} (they share layers)` : "";
  return `the cache ${cache.folder} holds ${gigabytes(cache.bytes)}${built}`;
}

/** A cluster is up for hours: seconds tell nothing. */
function inHours(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  return hours > 0 ? `${hours} h ${String(minutes).padStart(2, "0")} min` : `${minutes} min`;
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
const row = (name: string, text: string) => `${name.padEnd(12)}${text}`;
