import { noteEvidence } from "#helpers/verdict/evidence";
import type { Kube } from "#helpers/kube/client";
import { type Moment, secondsSince } from "#helpers/kube/moment";

/**
 * One line of Envoy's access log in Istio's default format, today's or an older one's: see "access log" in
 * docs/version-profiles.md. Fields that a TCP connection, or an older format, hasn't got are "-".
 * https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format
 */
export interface AccessLogLine {
  line: string;
  startTime: string;
  method: string;
  path: string;
  protocol: string;
  responseCode: string;
  responseFlags: string;
  /** Why the answer is what it is, e.g. "via_upstream". */
  responseCodeDetails: string;
  /** Why the connection upstream failed, e.g. "delayed_connect_error:_111". */
  transportFailure: string;
  bytesReceived: string;
  bytesSent: string;
  duration: string;
  /** X-Forwarded-For as it went upstream. */
  xff: string;
  userAgent: string;
  requestId: string;
  authority: string;
  upstreamHost: string;
  upstreamCluster: string;
  upstreamLocalAddress: string;
  downstreamLocalAddress: string;
  downstreamRemoteAddress: string;
  requestedServerName: string;
  routeName: string;
}

/** Fields: [time] "method path protocol" code flags … in out duration service-time "xff" "agent" "id" "authority" "upstream" cluster local downstream-local downstream-remote sni, and since Istio 1.3 route. */
const format = new RegExp(
  [
    /^\[(?<startTime>[^\]]+)\] "(?<method>\S+) (?<path>\S+) (?<protocol>\S+)" (?<responseCode>\S+) (?<responseFlags>\S+) /,
    // details termination "failure"; before Istio 1.9 "mixer" "failure" or one of them, or nothing.
    /(?:(?<responseCodeDetails>"[^"]*"|\S+) (?:"[^"]*"|\S+) "(?<transportFailure>[^"]*)" |(?:"[^"]*" )?"(?<olderFailure>[^"]*)" )?/,
    /(?<bytesReceived>\d+) (?<bytesSent>\d+) (?<duration>\S+) (?:\S+) "(?<xff>[^"]*)" "(?<userAgent>[^"]*)" /,
    /"(?<requestId>[^"]*)" "(?<authority>[^"]*)" "(?<upstreamHost>[^"]*)" (?<upstreamCluster>\S+) /,
    /(?<upstreamLocalAddress>\S+) (?<downstreamLocalAddress>\S+) (?<downstreamRemoteAddress>\S+) /,
    /(?<requestedServerName>\S+)(?: (?<routeName>\S+))?/,
  ]
    .map(({ source }) => source)
    .join(""),
);

/** The line's fields; undefined for a line that isn't of the access log. */
export function parseAccessLogLine(line: string): AccessLogLine | undefined {
  const groups = format.exec(line)?.groups;
  if (!groups) return undefined;
  const { olderFailure = "-", ...fields } = groups;
  const { responseCodeDetails = "-", transportFailure = olderFailure, routeName = "-" } = fields;
  return { line, ...(fields as Omit<AccessLogLine, "line">), responseCodeDetails, transportFailure, routeName };
}

/** A proxy: its pod, and the container that runs Envoy. */
export interface ProxyRef {
  namespace: string;
  pod: string;
  container?: string;
}

/** The clocks of a cluster's nodes differ a little from the API server's, and what that tells is rounded. Milliseconds. */
const clocksDiffer = 2_000;

/**
 * The access-log lines of a proxy, oldest first. Envoy flushes them about once a second: observe with `settle`.
 * @param since lines whose request began then or later, and some that are up to two seconds older: who asks knows a request's
 *   own line by what no other has, its path say
 */
export async function accessLog(
  kube: Kube,
  { namespace, pod, container = "istio-proxy" }: ProxyRef,
  since: Moment,
): Promise<AccessLogLine[]> {
  const seconds = secondsSince(since) + 1 + clocksDiffer / 1000;
  const from = since.at - clocksDiffer;
  const text = await kube.logs(namespace, pod, container, seconds);
  const lines = text
    .split("\n")
    .map(parseAccessLogLine)
    .filter((line): line is AccessLogLine => line !== undefined && Date.parse(line.startTime) >= from);
  noteEvidence(
    `access log of ${pod}.${namespace} since ${new Date(from).toISOString()}`,
    lines.map(({ line }) => line).join("\n") + "\n",
  );
  return lines;
}
