import { randomUUID } from "node:crypto";
import {
  linesOfPaths,
  momentNow,
  traceRequests,
  until,
  type AccessLogLine,
  type Moment,
  type ProxyRef,
} from "#fixtures";
import { ask, askBesideControl, cameAs, type Exchange } from "./exchange.ts";
import type { BlogTls } from "./page.ts";
import { namespace } from "./resources.ts";

/* Requests that are followed through the proxies' logs. */

/** Requests of the application, each with where the client's own sidecar sent it: "outbound|80||wikipedia.org at …:443". */
export async function askBySidecar(state: BlogTls, count: number): Promise<Exchange[]> {
  const since = await momentNow(state.kube);
  const exchanges = await ask(state, count);
  const lines = await linesOf(state, exchanges, since);
  return exchanges.map((exchange) => {
    const line = lines.get(exchange.path);
    const sent = line
      ? `${line.upstreamCluster} at ${line.upstreamHost}`
      : "no line in the log of the client's sidecar";
    return { ...exchange, text: sent };
  });
}

/**
 * The same beside the control, each with why the sidecar could not reach the origin. Its log tells; since Envoy 1.39 the
 * body of its 503 does not.
 */
export async function askWithReason(state: BlogTls, count: number): Promise<Exchange[]> {
  const since = await momentNow(state.kube);
  const exchanges = await askBesideControl(state, count);
  const lines = await linesOf(state, exchanges, since);
  return exchanges.map((exchange) => {
    const reason = lines.get(exchange.path)?.transportFailure ?? "no line in the sidecar's log";
    return { ...exchange, text: `${exchange.text}: ${reason}` };
  });
}

function linesOf({ kube, client }: BlogTls, exchanges: Exchange[], since: Moment): Promise<Map<string, AccessLogLine>> {
  return linesOfPaths(
    kube,
    sidecarOf(client),
    exchanges.map(({ path }) => path),
    since,
  );
}

/** Requests of the application, each with its way over the egress gateway: by the gateway's log, and as the origin saw it. */
export async function askOverEgressGateway(state: BlogTls, count: number): Promise<{ text: string }[]> {
  const { kube, client, origin } = state;
  const batch = `/${randomUUID()}/`;
  const paths = Array.from({ length: count }, (_, turn) => `${batch}${turn + 1}`);
  const proxies = { client: sidecarOf(client), gateway: await egressGateway(state) };
  const traces = await traceRequests(kube, proxies, async () => {
    const curls = await client.askEach(paths.map((path) => `curl -sS -i http://wikipedia.org${path}`));
    return curls.map((transcript, turn) => ({ transcript, isLine: ({ path }) => path === paths[turn] }));
  });
  const record = await origin?.seenUnder(batch);
  return traces.map(({ transcript, sidecar, gateway }, turn) => {
    const came = record ? cameAs(record.filter(({ path }) => path === paths[turn])) : "no record of the origin";
    const by = gateway ? `the egress gateway sent it to ${wayOut(gateway)}` : `not in the egress gateway's log`;
    const from = sidecar ? `the sidecar to ${sidecar.upstreamCluster}` : "not in the sidecar's log";
    const status = /^HTTP\/\S+ (\d+)/.exec(transcript.stdout)?.[1] ?? transcript.stderr.trim();
    return { text: `${status}: ${from}; ${by}; ${came}` };
  });
}

function wayOut({ upstreamCluster, upstreamHost }: AccessLogLine): string {
  return `${upstreamCluster} at ${upstreamHost}`;
}

function sidecarOf({ pod }: BlogTls["client"]): ProxyRef {
  return { namespace, pod };
}

async function egressGateway({ kube }: BlogTls): Promise<ProxyRef> {
  const running = async () => {
    const pods = await kube.list("v1", "Pod", "istio-system", "istio=egressgateway");
    return pods.find(({ metadata }) => !metadata?.deletionTimestamp)?.metadata?.name;
  };
  const wanted = "the egress gateway's pod (istio=egressgateway in istio-system)";
  return { namespace: "istio-system", pod: await until(wanted, running, { within: 10_000 }) };
}
