import type { Kube } from "#helpers/kube/client";
import type { Transcript } from "#helpers/kube/exec";
import { type Moment, momentNow } from "#helpers/kube/moment";
import { accessLog, type AccessLogLine, type ProxyRef } from "./access-log.ts";
import { noteLogLines } from "./record-answers.ts";
import { onceWritten } from "./written-logs.ts";

/** A request that was sent, and how to know its line in the log of the client's sidecar. */
export interface Sent {
  transcript: Transcript;
  isLine(line: AccessLogLine): boolean;
}

/** The way of one request: what the client got, and what the proxies wrote about it. */
export interface Trace {
  transcript: Transcript;
  sidecar?: AccessLogLine;
  gateway?: AccessLogLine;
}

/**
 * Sends requests and follows each by its log lines: from the client's sidecar to the gateway, whose line is of the
 * connection that the sidecar opened (its upstream local address is the gateway's downstream remote one) and of the same
 * path. Only lines newer than the requests count.
 */
export async function traceRequests(
  kube: Kube,
  { client, gateway }: { client: ProxyRef; gateway: ProxyRef },
  send: () => Promise<Sent[]>,
): Promise<Trace[]> {
  const since = await momentNow(kube);
  const sent = await send();
  const look = async () => {
    const [sidecarLines, gatewayLines] = await Promise.all([
      accessLog(kube, client, since),
      accessLog(kube, gateway, since),
    ]);
    return sent.map((request) => follow(request, sidecarLines, gatewayLines));
  };
  return noted(await onceWritten(look, (traces) => traces.every(isComplete)));
}

/**
 * A proxy's log lines of requests that were just sent, each known by a path of its own. What is not written after some
 * seconds is left out.
 * @param since when the first of them was sent
 */
export async function linesOfPaths(
  kube: Kube,
  proxy: ProxyRef,
  paths: readonly string[],
  since: Moment,
): Promise<Map<string, AccessLogLine>> {
  const wanted = new Set(paths);
  const look = async () => {
    const lines = (await accessLog(kube, proxy, since)).filter(({ path }) => wanted.has(path));
    return new Map(lines.map((line) => [line.path, line]));
  };
  return onceWritten(look, ({ size }) => size === wanted.size);
}

/** Puts a request's lines together. */
export function follow(request: Sent, sidecarLines: AccessLogLine[], gatewayLines: AccessLogLine[]): Trace {
  const sidecar = sidecarLines.find((line) => request.isLine(line));
  const gateway = gatewayLines.find(
    (line) => line.downstreamRemoteAddress === sidecar?.upstreamLocalAddress && line.path === sidecar.path,
  );
  return { transcript: request.transcript, sidecar, gateway };
}

/** Is no line to be expected any more? A request to its own host's cluster, or to none, met no gateway. */
function isComplete({ sidecar, gateway }: Trace): boolean {
  if (!sidecar) return false;
  const [, , , host = ""] = sidecar.upstreamCluster.split("|");
  return gateway !== undefined || host === "" || host === sidecar.authority || host === sidecar.requestedServerName;
}

function noted(traces: Trace[]): Trace[] {
  const there = (line: AccessLogLine | undefined) => line ?? [];
  noteLogLines(
    "the client's sidecar",
    traces.flatMap(({ sidecar }) => there(sidecar)),
  );
  noteLogLines(
    "the gateway",
    traces.flatMap(({ gateway }) => there(gateway)),
  );
  return traces;
}

/** The way of a request in words, for messages. */
export function wayOf({ transcript, sidecar, gateway }: Trace): string {
  if (!sidecar) return `no line in the log of the client's sidecar; the client got: ${transcript.text.trim()}`;
  const { responseCode, responseFlags, upstreamCluster, upstreamHost } = sidecar;
  return [
    `the client's sidecar sent it to ${upstreamCluster} at ${upstreamHost} (${responseCode} ${responseFlags})`,
    gateway ? `the gateway's log: ${gateway.line}` : "no line of it in the gateway's log",
  ].join("; ");
}
