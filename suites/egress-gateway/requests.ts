import { randomUUID } from "node:crypto";
import { traceRequests, type SeenRequest, type Sent, type Trace, type Workload } from "#fixtures";
import { gatewayPod, sidecarOf, type Tab } from "./set-up.ts";
import type { Egress } from "./state.ts";

/** The page's own requests. */
export const httpRequest = "curl -sSL -o /dev/null -D - http://edition.cnn.com/politics";
export const httpsRequest = "curl -sSL -o /dev/null -D - https://edition.cnn.com/politics";

/** The way of a request, to its end. */
export interface Journey extends Trace {
  /** What the stand-in for the host saw of it; undefined where the real host was asked. */
  host?: SeenRequest[];
}

/** How many requests one observation sends: as many as `settle` wants to agree, all before the logs are read once. */
const inARow = [1, 2, 3];

/** Sends requests to http and follows them by their log lines: each has a path of its own. */
export function traceHttp(state: Egress, tab: Tab): Promise<Journey[]> {
  return follow(state, tab, state.client, async (path) => ({
    transcript: await state.client.run(`curl -sS -o /dev/null -D - "http://edition.cnn.com${path}"`),
    isLine: (line) => line.path === path,
  }));
}

/** Sends requests to https and follows them by their log lines, from the port that curl sent each from. */
export function traceHttps(state: Egress, tab: Tab, client: Workload = state.client): Promise<Journey[]> {
  return follow(state, tab, client, async (path) => {
    const curl = "curl -sS -o /dev/null -D - -w 'local_port=%{local_port}\\n'";
    const transcript = await client.run(`${curl} "https://edition.cnn.com${path}"`, 3);
    const port = /^local_port=(\d+)$/m.exec(transcript.stdout)?.[1];
    return { transcript, isLine: ({ downstreamRemoteAddress }) => downstreamRemoteAddress.endsWith(`:${port}`) };
  });
}

async function follow(
  { kube, origin }: Egress,
  tab: Tab,
  client: Workload,
  send: (path: string) => Promise<Sent>,
): Promise<Journey[]> {
  const proxies = { client: sidecarOf(client), gateway: await gatewayPod(kube, tab) };
  const paths = inARow.map(() => `/politics?meshproof=${randomUUID()}`);
  const traces = await traceRequests(kube, proxies, () => Promise.all(paths.map(send)));
  return Promise.all(traces.map(async (trace, index) => ({ ...trace, host: await origin?.seen(paths[index]!) })));
}
