import { randomUUID } from "node:crypto";
import {
  accessLog,
  httpRequest,
  momentNow,
  noteLogLines,
  onceWritten,
  type AccessLogLine,
  type Kube,
  type Moment,
  type Workload,
} from "#fixtures";
import type { AuthzHttp } from "./page.ts";
import { namespace } from "./resources.ts";

/** One request: what it was answered, and what the sidecars that it came to wrote of it. */
export interface Asked {
  text: string;
}

/** "Point your browser at the Bookinfo productpage": a request from outside the cluster, through the gateway. */
export interface Visit {
  path: string;
  status: number;
  body: string;
  text: string;
}

/** That many visits side by side, each on a connection of its own, and with a query of its own to be known by. */
export async function visit(
  { gateway }: AuthzHttp,
  count: number,
  { path = "/productpage", method = "GET" as "GET" | "POST" } = {},
): Promise<Visit[]> {
  const batch = randomUUID();
  const paths = Array.from({ length: count }, (_, turn) => `${path}?${batch}-${turn + 1}`);
  const outcomes = await Promise.all(paths.map((each) => httpRequest({ path: each, connectTo: gateway, method })));
  return outcomes.map((seen) =>
    seen.outcome === "answer"
      ? { ...seen, text: seen.status === 200 ? shownOn(seen) : seen.text }
      : { path: seen.path, status: 0, body: "", text: seen.text },
  );
}

/** What the page shows, in the words of the document: its sections, its errors, the colours of its stars. */
function shownOn({ body }: Pick<Visit, "body">): string {
  const seen = known.filter((words) => body.includes(words));
  const colours = [...new Set([...body.matchAll(/color: (\w+)/g)].map(([, colour]) => `${colour} stars`))];
  const version = versionOf({ body });
  return ["200", ...seen, ...(version === "none" ? [] : [`reviews ${version}`]), ...colours].join("; ");
}

const known = [
  "Bookinfo Sample",
  "Error fetching product details",
  "Error fetching product reviews",
  "Book Details",
  "Book Reviews",
  "Ratings service currently unavailable",
];

/** "v2": which version of reviews the page was served by. */
export function versionOf({ body }: Pick<Visit, "body">): string {
  return /Reviews served by: reviews-(v\d)-/.exec(body)?.[1] ?? "none";
}

/**
 * The lines of several proxies that belong to some requests, once each request has one in each group of pods.
 * @param belongs the request that a line is of; undefined where it is of none of them
 */
async function linesOf(
  kube: Kube,
  pods: readonly Workload[],
  wanted: readonly string[],
  since: Moment,
  belongs: (line: AccessLogLine) => string | undefined,
): Promise<Map<string, AccessLogLine>> {
  const look = async () => {
    const logs = await Promise.all(pods.map(({ pod }) => accessLog(kube, { namespace, pod }, since)));
    // What a sidecar's own application asks of others is in its log as well.
    const inbound = logs.flat().filter(({ upstreamCluster }) => upstreamCluster.startsWith("inbound|"));
    return new Map(inbound.flatMap((line) => (belongs(line) ? [[belongs(line)!, line] as const] : [])));
  };
  return onceWritten(look, (found) => wanted.every((each) => found.has(each)));
}

const reason = (line: AccessLogLine | undefined) =>
  line ? `${line.responseCode} ${line.responseCodeDetails}` : "no line in its log";

/** Visits, each with what the product page's own sidecar wrote of it. */
export async function visitWithReason(
  state: AuthzHttp,
  count: number,
  options: Parameters<typeof visit>[2] = {},
): Promise<(Visit & Asked)[]> {
  const since = await momentNow(state.kube);
  const visits = await visit(state, count, options);
  const pods = [state.books["productpage-v1"]];
  const paths = visits.map(({ path }) => path);
  const lines = await linesOf(state.kube, pods, paths, since, ({ path }) => (paths.includes(path) ? path : undefined));
  noteLogLines("the sidecar of productpage", [...lines.values()]);
  return visits.map((each) => ({
    ...each,
    text: `${each.text}; productpage's sidecar: ${reason(lines.get(each.path))}`,
  }));
}

/**
 * Visits, each with what the sidecars of some services wrote of what the page asked them for it: by the request's id, which
 * the gateway gives it and every service of Bookinfo hands on.
 */
export async function visitFollowed(
  state: AuthzHttp,
  count: number,
  services: Readonly<Record<string, readonly Workload[]>>,
): Promise<(Visit & { asked: Record<string, string> })[]> {
  const { kube, books } = state;
  const since = await momentNow(kube);
  const visits = await visit(state, count);
  const paths = visits.map(({ path }) => path);
  const entry = await linesOf(kube, [books["productpage-v1"]], paths, since, ({ path }) =>
    paths.includes(path) ? path : undefined,
  );
  const idOf = new Map([...entry].map(([path, { requestId }]) => [path, requestId]));
  // One that was denied at productpage came to nobody else: its lines would be waited for in vain.
  const ids = visits.filter(({ status }) => status === 200).flatMap(({ path }) => idOf.get(path) ?? []);
  const found = await Promise.all(
    Object.entries(services).map(async ([service, pods]) => {
      const needed = service === "ratings" ? idsThatRate(visits, idOf) : ids;
      const lines = await linesOf(kube, pods, needed, since, ({ requestId }) =>
        ids.includes(requestId) ? requestId : undefined,
      );
      noteLogLines(`the sidecar of ${service}`, [...lines.values()]);
      return { service, lines };
    }),
  );
  return visits.map((each) => {
    const at = (lines: Map<string, AccessLogLine>) => reason(lines.get(idOf.get(each.path) ?? ""));
    const asked = Object.fromEntries(found.map(({ service, lines }) => [service, at(lines)]));
    const reasons = Object.entries(asked).map(([service, words]) => `; ${service}'s sidecar: ${words}`);
    return { ...each, asked, text: each.text + reasons.join("") };
  });
}

/** The pods of some services, as `visitFollowed` takes them. */
export function podsOf(
  { books }: AuthzHttp,
  ...services: readonly ("details" | "reviews" | "ratings")[]
): Record<string, Workload[]> {
  const all = Object.entries(books);
  return Object.fromEntries(
    services.map((service) => [service, all.flatMap(([app, pod]) => (app.startsWith(`${service}-`) ? [pod] : []))]),
  );
}

/** Version v1 of reviews asks for no ratings. */
function idsThatRate(visits: readonly Visit[], idOf: ReadonlyMap<string, string>): string[] {
  return visits.filter((each) => /v[23]/.test(versionOf(each))).flatMap(({ path }) => idOf.get(path) ?? []);
}

/** A request from one of Bookinfo's pods, by its identity, to one of its services. */
export interface InsideRequest {
  from: Workload;
  to: "productpage" | "details" | "reviews" | "ratings" | "outside-the-policy";
  method?: "GET" | "POST";
}

/** What each service answers its own path with. */
const pathOf = { productpage: "/productpage", "outside-the-policy": "/details/0" } as const;

/** That many requests from inside the mesh, on connections of their own: a line each, "403 RBAC: access denied". */
export async function askInside(
  { from, to, method = "GET" }: InsideRequest,
  count: number,
): Promise<(Asked & { path: string })[]> {
  const path = `${to in pathOf ? pathOf[to as keyof typeof pathOf] : `/${to}/0`}?${randomUUID()}-`;
  const command = `python3 /opt/bookinfo/bookinfo.py ask ${count} ${method} 'http://${to}:9080${path}'`;
  const { stdout, stderr } = await from.run(command);
  const lines = stdout.trimEnd().split("\n");
  return Array.from({ length: count }, (_, turn) => ({
    path: `${path}${turn + 1}`,
    text: (lines[turn] ?? (stderr.trim() || "no answer")).slice(0, 200),
  }));
}

/** The same, each with what the sidecar of whom it asked wrote of it. */
export async function askInsideWithReason(
  kube: Kube,
  request: InsideRequest,
  pods: readonly Workload[],
  count: number,
): Promise<Asked[]> {
  const since = await momentNow(kube);
  const answers = await askInside(request, count);
  const paths = answers.map(({ path }) => path);
  const lines = await linesOf(kube, pods, paths, since, ({ path }) => (paths.includes(path) ? path : undefined));
  noteLogLines(`the sidecar of ${request.to}`, [...lines.values()]);
  return answers.map(({ path, text }) => ({ text: `${text}; ${request.to}'s sidecar: ${reason(lines.get(path))}` }));
}
