import type { Kube } from "#helpers/kube/client";
import { parseAccessLogLine } from "#helpers/probes/access-log";
import type { Bounded } from "./bounded.ts";
import type { Facts } from "./facts.ts";
import type { Folder } from "./folder.ts";
import type { ContainerView, PodView } from "./views.ts";

/** Lines of istiod's log in which it says that a proxy does not take what it was sent. */
const refusal = /ACK ERROR/;

export interface LogsOf {
  /** Pods of the page: all that their containers say, and said before a restart. */
  page: PodView[];
  /** Gateways that the check looked at, and istiod: what they say since the check began. */
  mesh: PodView[];
  began: Date;
}

/** Logs of both ends and of the control plane. */
export async function collectLogs(
  kube: Kube,
  { page, mesh, began }: LogsOf,
  bounded: Bounded,
  folder: Folder,
): Promise<Pick<Facts, "accessLogs" | "refusals">> {
  const since = Math.ceil((Date.now() - began.getTime()) / 1000) + 1;
  const read = (pod: PodView, container: ContainerView, seconds: number | undefined, previous: boolean) =>
    readLog(kube, { pod, container: container.name, seconds, previous }, bounded, folder);
  const logs = await Promise.all([
    ...page.flatMap((pod) => pod.containers.filter(hasRun).map((container) => read(pod, container, undefined, false))),
    ...page.flatMap((pod) =>
      pod.containers.filter(({ restarts }) => restarts > 0).map((one) => read(pod, one, undefined, true)),
    ),
    ...mesh.flatMap((pod) => pod.containers.map((container) => read(pod, container, since, false))),
  ]);
  const accessLogs = logs
    .filter(({ container }) => container === "istio-proxy")
    .flatMap((log) => linesSince(log, began));
  await writeAccessLogs(accessLogs, folder);
  const istiod = logs.filter(({ pod }) => pod.labels.app === "istiod");
  return { accessLogs, refusals: istiod.flatMap(({ text }) => text.split("\n").filter((line) => refusal.test(line))) };
}

interface Log {
  pod: PodView;
  container: string;
  text: string;
}

async function readLog(
  kube: Kube,
  { pod, container, seconds, previous }: { pod: PodView; container: string; seconds?: number; previous: boolean },
  bounded: Bounded,
  folder: Folder,
): Promise<Log> {
  const name = `${pod.name}.${pod.namespace}/${container}${previous ? ".previous" : ""}`;
  const text = await bounded.part(`log of ${name}`, () =>
    kube.logs(pod.namespace, pod.name, container, seconds, previous),
  );
  if (text !== undefined) {
    const what = previous ? "log before its last restart" : seconds === undefined ? "log" : "log since the check began";
    await folder.write(`logs/${name}.log`, what, text);
  }
  return { pod, container, text: text ?? "" };
}

/** Init containers that did their work have nothing to say; one that is waiting to start has said nothing yet. */
function hasRun({ startedAt, restarts, waiting }: ContainerView): boolean {
  return startedAt !== undefined || restarts > 0 || waiting?.reason === "CrashLoopBackOff";
}

function linesSince({ pod, text }: Log, began: Date): Facts["accessLogs"] {
  const lines = text.split("\n").filter((line) => {
    const parsed = parseAccessLogLine(line);
    return parsed !== undefined && Date.parse(parsed.startTime) >= began.getTime();
  });
  return lines.length === 0 ? [] : [{ proxy: `${pod.namespace}/${pod.name}`, lines }];
}

async function writeAccessLogs(logs: Facts["accessLogs"], folder: Folder): Promise<void> {
  const lines = logs.flatMap(({ proxy, lines }) => lines.map((line) => ({ proxy, line })));
  const inOrder = lines
    .sort((one, other) => one.line.localeCompare(other.line))
    .map(({ proxy, line }) => `${proxy}: ${line}`);
  await folder.write(
    "access-log.txt",
    "access-log lines of all these proxies since the check began, in order",
    `${inOrder.join("\n") || "none"}\n`,
  );
}
