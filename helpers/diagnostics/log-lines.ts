import { parseAccessLogLine, type AccessLogLine } from "#helpers/probes/access-log";
import type { Facts } from "./facts.ts";
import { hostNames, portOf, type Subject } from "./subject.ts";

/** A line of an access log with what Istio's format says about a failure. */
export interface FailureLine extends AccessLogLine {
  /** "test/curl-…": whose log it is in. */
  proxy: string;
  /** response_code_details, e.g. "no_healthy_upstream". */
  details: string;
}

/** What the proxies wrote about the failing request, oldest first. */
export function linesAbout(facts: Facts, subject: Subject): FailureLine[] {
  const { url, sent, targetPort } = subject;
  if (!url) return [];
  const hosts = [...hostNames(subject), hostHeader(subject)];
  const ends = [portOf(url), targetPort].map((port) => `:${port}`);
  const about = ({ authority, path, requestedServerName, downstreamLocalAddress }: AccessLogLine) => {
    if (path !== "-") return path === url.pathname + url.search && hosts.includes(authority.split(":")[0]);
    return hosts.includes(requestedServerName) || ends.some((end) => downstreamLocalAddress.endsWith(end));
  };
  const all = facts.accessLogs
    .flatMap(({ proxy, lines }) => lines.map((line) => withFailure(proxy, line)))
    .filter((line): line is FailureLine => line !== undefined && about(line))
    .sort((one, other) => one.startTime.localeCompare(other.startTime));
  return ofLastRequest(all, Date.parse(sent.at));
}

/** All that the client's sidecar wrote about requests to the failing one's host since the check began, oldest first. */
export function clientLines(facts: Facts, subject: Subject): FailureLine[] {
  const { client, url } = subject;
  if (!client || !url) return [];
  const name = `${client.namespace}/${client.name}`;
  const hosts = [...hostNames(subject), hostHeader(subject)];
  const ours = ({ authority, requestedServerName, upstreamCluster }: AccessLogLine) =>
    upstreamCluster.startsWith("outbound") &&
    [authority.split(":")[0], requestedServerName].some((host) => hosts.includes(host));
  return facts.accessLogs
    .filter(({ proxy }) => proxy === name)
    .flatMap(({ proxy, lines }) => lines.map((line) => withFailure(proxy, line)))
    .filter((line): line is FailureLine => line !== undefined && ours(line));
}

function hostHeader({ sent }: Subject): string | undefined {
  return /-H\s*['"]?Host:\s*([^\s'"]+)/i.exec(sent.command)?.[1];
}

/** How far apart the proxies on a request's way may begin their lines. Milliseconds. */
const apart = 250;

/** Of the lines of like requests those of the last before `answered`; where none is written yet, those of its repetition. */
function ofLastRequest(lines: FailureLine[], answered: number): FailureLine[] {
  const at = ({ startTime }: FailureLine) => Date.parse(startTime);
  const last = lines.findLast((line) => at(line) <= answered) ?? lines.at(-1);
  return last ? lines.filter((line) => Math.abs(at(line) - at(last)) <= apart) : [];
}

function withFailure(proxy: string, text: string): FailureLine | undefined {
  const line = parseAccessLogLine(text);
  return line && { ...line, proxy, details: line.responseCodeDetails.replace(/^"(.*)"$/, "$1") };
}

/** Envoy's response flags, in words. https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators */
const flagWords: Record<string, string> = {
  DC: "the client closed the connection",
  DF: "the name of the upstream could not be resolved",
  DPE: "what the client sent is no valid HTTP",
  DT: "the request's time was over",
  NC: "there is no such upstream cluster",
  NFCF: "the filter chain matches nothing",
  NR: "no route, or no filter chain, matches",
  RL: "a rate limit",
  UAEX: "external authorization refused",
  UC: "the upstream closed the connection",
  UF: "the connection to the upstream failed",
  UH: "the upstream cluster has no healthy endpoint",
  UO: "the circuit breaker was open",
  UPE: "what the upstream sent is no valid HTTP",
  UR: "the upstream reset the stream",
  URX: "all attempts to connect were used up",
  UT: "the upstream did not answer in time",
};

/** "UF (the connection to the upstream failed), URX (…)"; "-" for none. */
export function flagsInWords(flags: string): string {
  if (flags === "-") return "-";
  const each = flags.split(",").map((flag) => (flagWords[flag] ? `${flag} (${flagWords[flag]})` : flag));
  return each.join(", ");
}
