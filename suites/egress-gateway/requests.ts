import { randomUUID } from "node:crypto";
import { traceRequests, type AccessLogLine, type SeenRequest, type Trace, type Workload } from "#fixtures";
import { gatewayPod, sidecarOf } from "./set-up.ts";
import type { Egress, Tab } from "./state.ts";

/** The way of a request, to its end. */
export interface Journey extends Trace {
  /** What the stand-in for the host saw of it; undefined where the real host was asked. */
  host?: SeenRequest[];
  /** Its way in a few words, alike for all requests that went the same way. */
  text: string;
}

/** Options of `holds` where requests are followed: the proxies write their logs once a second, so that all go at once. */
export const atOnce = { batch: 60 };

/** Sends requests to http and follows them by their log lines: each has a path of its own. */
export function traceHttp(state: Egress, tab: Tab, count: number, hosts = ["edition.cnn.com"]): Promise<Journey[]> {
  return follow(state, tab, state.client, count, {
    command: (path, turn) => `curl -sS -o /dev/null -D - ${to(hosts[turn % hosts.length]!, path)}`,
    isLineOf: (path) => (line) => line.path === path,
  });
}

/** A host that no name server knows is asked for where the page's own one is. */
function to(host: string, path: string): string {
  const connect = host === "edition.cnn.com" ? "" : `--connect-to "${host}:80:edition.cnn.com:80" `;
  return `${connect}"http://${host}${path}"`;
}

/** Sends requests to https and follows them by their log lines: each is sent from a port of its own. */
export function traceHttps(state: Egress, tab: Tab, count: number, client = state.client): Promise<Journey[]> {
  const from = Array.from({ length: count }, ownPort);
  return follow(state, tab, client, count, {
    command: (path, turn) => `curl -sS -o /dev/null -D - --local-port ${from[turn]} "https://edition.cnn.com${path}"`,
    isLineOf:
      (_path, turn) =>
      ({ downstreamRemoteAddress }) =>
        downstreamRemoteAddress.endsWith(`:${from[turn]}`),
  });
}

/** Above the ports of Istio's proxies, below those that the kernel gives to connections. */
const ports = { first: 20_000, last: 31_999 };
let nextPort = ports.first;

/**
 * A port that no connection of the pod has had for minutes. One that the kernel gives may have belonged to a connection
 * to another port of the host a moment ago. Both are redirected to the same port of the sidecar, so while the kernel
 * remembers the first, it gives the second another source port on its way: then the sidecar logs one that curl never
 * had. Seen with up to 14 of 60 connections.
 */
function ownPort(): number {
  const port = nextPort;
  nextPort = port < ports.last ? port + 1 : ports.first;
  return port;
}

/** A kind of request: its command, and how its line in the log of the client's sidecar is known. */
interface Kind {
  command(path: string, turn: number): string;
  isLineOf(path: string, turn: number): (line: AccessLogLine) => boolean;
}

/** Paths that no other request asks for. */
export function ownPaths(count: number): string[] {
  return Array.from({ length: count }, () => `/politics?meshproof=${randomUUID()}`);
}

async function follow(
  { kube, origin }: Egress,
  tab: Tab,
  client: Workload,
  count: number,
  { command, isLineOf }: Kind,
): Promise<Journey[]> {
  const proxies = { client: sidecarOf(client), gateway: await gatewayPod(kube, tab) };
  const paths = ownPaths(count);
  const traces = await traceRequests(kube, proxies, async () => {
    const transcripts = await client.askEach(paths.map(command));
    return transcripts.map((transcript, turn) => ({ transcript, isLine: isLineOf(paths[turn]!, turn) }));
  });
  const atHost = await origin?.seenEach(paths);
  return traces.map((trace, index) => ({ ...trace, host: atHost?.[index], text: inShort(trace) }));
}

function inShort({ transcript, sidecar, gateway }: Trace): string {
  const [answer = `exit code ${transcript.exitCode}`] = /^HTTP\/\S+ \d+/.exec(transcript.stdout) ?? [];
  const way = sidecar ? `the client's sidecar sent it to ${sidecar.upstreamCluster}` : "no line in the sidecar's log";
  return `${answer}\n${way}\n${gateway ? "through the gateway" : "no line in the gateway's log"}`;
}
