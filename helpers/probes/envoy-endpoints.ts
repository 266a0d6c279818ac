import { exec } from "#helpers/kube/exec";
import type { Kube } from "#helpers/kube/client";
import { until } from "#helpers/verdict/settle";
import type { ProxyRef } from "./access-log.ts";

/**
 * Longest that an endpoint may take to be there. A proxy asks for a name as soon as it gets the cluster, and keeps a
 * failed answer for a minute: a wait that long would hide that the name was missing. Milliseconds.
 */
const timeLimit = 30_000;

/**
 * Waits until a proxy has a cluster with at least one endpoint, and all of them healthy. For set-ups: requests sent
 * before that are answered with 503 no_healthy_upstream, which says nothing about what the page claims.
 * @param cluster as Envoy names it, e.g. "outbound|80||edition.cnn.com"
 * @throws HarnessError with what the proxy has instead
 */
export async function endpointsHealthy(kube: Kube, proxy: ProxyRef, cluster: string): Promise<void> {
  let last: Record<string, string> = {};
  await until(
    `${cluster} healthy in ${proxy.pod}.${proxy.namespace}`,
    async () => {
      last = endpointsOf(await clustersOf(kube, proxy), cluster);
      const health = Object.values(last);
      return health.length > 0 && health.every((flags) => flags === "healthy") ? true : undefined;
    },
    {
      within: timeLimit,
      seen: async () => (Object.keys(last).length ? JSON.stringify(last) : "no such cluster, or no endpoint in it"),
    },
  );
}

/** Envoy's own list of clusters, from its admin port. */
async function clustersOf(kube: Kube, { namespace, pod, container = "istio-proxy" }: ProxyRef): Promise<string> {
  const command = ["pilot-agent", "request", "GET", "clusters"];
  return (await exec(kube, { namespace, pod, container }, command, 15_000)).stdout;
}

/** Endpoints of one cluster ("address:port") and their health flags, from the text of Envoy's /clusters. */
export function endpointsOf(clusters: string, cluster: string): Record<string, string> {
  const lines = clusters.split("\n").filter((line) => line.startsWith(`${cluster}::`));
  const found = lines.map((line) => line.split("::")).filter(([, , field]) => field === "health_flags");
  return Object.fromEntries(found.map(([, address, , flags]) => [address!, flags!]));
}
