import type { AnyObject } from "#helpers/kube/objects";
import { clientLines, type FailureLine } from "../log-lines.ts";
import { hostNames } from "../subject.ts";
import { nameOf, objectsOf } from "../views.ts";
import { clusterHost, type Look, type Rule } from "./rule.ts";

/* Causes of answers that differ from one request to the next: the way that requests take. */

interface Destination {
  host: string;
  weight?: number;
}

/** Requests for one host, some of which the client's sidecar sends one way and some another. */
const splitRoute: Rule = {
  id: "split-route",
  look(look) {
    const { facts, subject } = look;
    if (!subject?.url) return undefined;
    const ways = waysOf(clientLines(facts, subject));
    const [most, ...others] = [...ways].sort(([, a], [, b]) => b.length - a.length);
    if (!most || others.length === 0) return undefined;
    const all = [...ways.values()].flat().length;
    const counts = [most, ...others].map(([cluster, lines]) => `${lines.length} to ${cluster}`);
    const { hostname } = subject.url;
    const past =
      /gateway/.test([...ways.keys()].join()) && [...ways.keys()].some((each) => clusterHost(each) === hostname);
    const { proxy } = most[1][0]!;
    return {
      cause: `The client's sidecar sends some of the requests for ${hostname} ${past ? "past the gateway" : "another way"}: ${splitBy(look)}; of ${all} in the log of ${proxy}, ${counts.join(", ")}.`,
      because: [most, ...others].map(([, lines]) => `log of ${proxy}: ${lines.at(-1)!.line}`),
      see: ["kubectl get virtualservices,httproutes,tlsroutes -A -o yaml", seeRoutes(proxy)],
    };
  },
};

/** Lines by the cluster that their request went to; of HTTP and of TLS apart: a redirection leads from one to the other. */
function waysOf(lines: FailureLine[]): Map<string, FailureLine[]> {
  const of = (http: boolean) => {
    const ways = new Map<string, FailureLine[]>();
    for (const line of lines.filter(({ path }) => (path !== "-") === http)) {
      if (line.upstreamCluster === "-") continue;
      ways.set(line.upstreamCluster, [...(ways.get(line.upstreamCluster) ?? []), line]);
    }
    return ways;
  };
  const [http, tls] = [of(true), of(false)];
  return http.size > 1 ? http : tls;
}

/** The objects that lead requests for the host to more than one destination. */
function splitBy({ facts, subject }: Look): string {
  const hosts = hostNames(subject!);
  const routes = ["VirtualService", "HTTPRoute", "TLSRoute", "TCPRoute"].flatMap((kind) => objectsOf(facts, kind));
  const named = routes.filter((route) => hosts.some((host) => JSON.stringify(route.spec ?? {}).includes(`"${host}"`)));
  for (const route of named) {
    const parted = destinationsIn(route).find((destinations) => destinations.length > 1);
    if (parted) {
      const shares = parted.map(({ host, weight }) => `${host}${weight === undefined ? "" : ` (weight ${weight})`}`);
      return `${nameOf(route)} parts them between ${shares.join(" and ")}`;
    }
  }
  if (named.length === 0) return "no route that was collected names the host";
  return named.length === 1 ? `by ${nameOf(named[0]!)}` : `${named.map(nameOf).join(", ")} all name the host`;
}

/** The destinations of each of a route's rules. */
function destinationsIn({ spec }: AnyObject): Destination[][] {
  interface Rules {
    route?: { destination: { host: string }; weight?: number }[];
    backendRefs?: { name: string; weight?: number }[];
  }
  const { http = [], tls = [], tcp = [], rules = [] } = (spec ?? {}) as Record<string, Rules[] | undefined>;
  return [...http, ...tls, ...tcp, ...rules].map(({ route = [], backendRefs = [] }) => [
    ...route.map(({ destination: { host }, weight }) => ({ host, weight })),
    ...backendRefs.map(({ name, weight }) => ({ host: name, weight })),
  ]);
}

function seeRoutes(proxy: string): string {
  const [namespace, pod] = proxy.split("/");
  return `istioctl proxy-config route ${pod}.${namespace}`;
}

export const splitRules = [splitRoute];
