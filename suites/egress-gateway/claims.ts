import { expectPrinted, printedAnswers, wayOf, type AccessLogLine, type SeenRequest, type Transcript } from "#fixtures";
import type { Journey } from "./requests.ts";
import type { Egress } from "./state.ts";

/** As printed for the request to http: a redirection, and the page that curl -L gets there. */
export const redirectsThen200 = (seen: Transcript) =>
  expectPrinted(
    printedAnswers(seen),
    "HTTP/1.1 301 Moved Permanently\nlocation: https://edition.cnn.com/politics\nHTTP/2 200\ncontent-type: text/html; charset=utf-8",
  );

/** As printed for the request to https. */
export const answers200 = (seen: Transcript) =>
  expectPrinted(printedAnswers(seen), "HTTP/2 200\ncontent-type: text/html; charset=utf-8");

/** Fields of a log line: a value, or what it must look like. */
export type Fields = Partial<Record<keyof AccessLogLine, string | RegExp>>;

/** Claim: the request went through the gateway, whose line has these fields, and so to the host. */
export function wentThrough(journey: Journey, atHost: AtHost, fields: Fields): void {
  compare(journey, journey.gateway, "through the gateway", fields);
  reachedHost(journey, atHost);
}

/** Claim: the request went from the client's sidecar to the host itself, by a line with these fields; the gateway has none. */
export function wentDirect(journey: Journey, atHost: AtHost, fields: Fields): void {
  if (journey.gateway) expectPrinted("through the gateway", "past the gateway", wayOf(journey));
  compare(journey, journey.sidecar, "through the client's sidecar", fields);
  reachedHost(journey, atHost);
}

/** Claim: the request came to the gateway, which has answered it by a line with these fields, and did not get to the host. */
export function endedAtGateway(journey: Journey, fields: Fields): void {
  compare(journey, journey.gateway, "through the gateway", fields);
  if (journey.host) expectPrinted(journey.host.map(asSeen).join("\n"), "", "what the host saw");
}

function compare(journey: Journey, line: AccessLogLine | undefined, where: string, fields: Fields): void {
  if (!line) return expectPrinted(`not ${where}`, where, wayOf(journey));
  const rows = Object.entries(fields).map(([name, wanted]) => {
    const seen = line[name as keyof AccessLogLine];
    const printed = wanted instanceof RegExp ? (wanted.test(seen) ? seen : String(wanted)) : wanted;
    return { seen: `${name} ${seen}`, printed: `${name} ${printed}` };
  });
  const text = (of: "seen" | "printed") => rows.map((row) => row[of]).join("\n");
  expectPrinted(text("seen"), text("printed"), wayOf(journey));
}

/** A request as the host sees it. */
export type AtHost = Pick<SeenRequest, "port" | "sni" | "protocol" | "host" | "status"> & { tls: boolean };

/** As the client sent it: in plain text, or in its own TLS that no proxy has touched. */
export const plainHttp: AtHost = {
  port: 80,
  tls: false,
  sni: "",
  protocol: "HTTP/1.1",
  host: "edition.cnn.com",
  status: 301,
};
export const clientsOwnTls: AtHost = {
  port: 443,
  tls: true,
  sni: "edition.cnn.com",
  protocol: "HTTP/2.0",
  host: "edition.cnn.com",
  status: 200,
};

/** The host saw the request once, and as it was sent. The real host cannot be asked; the client's answer stands for it. */
export function reachedHost({ host }: Pick<Journey, "host">, wanted: AtHost): void {
  if (host) expectPrinted(host.map(asSeen).join("\n"), inWords(wanted), "what the host saw");
}

function asSeen({ tls, ...request }: SeenRequest): string {
  return inWords({ ...request, tls: tls.startsWith("TLS") });
}

function inWords({ port, tls, sni, protocol, host, status }: AtHost): string {
  return `${host} asked on port ${port} by ${protocol} over ${tls ? `TLS with SNI ${sni}` : "plain text"}: ${status}`;
}

/** A connection whose TLS is the application's: the gateway knows its SNI, and nothing of what is in it. */
export const passedThrough = {
  method: "-",
  path: "-",
  protocol: "-",
  responseCode: "0",
  responseFlags: "-",
  xff: "-",
  userAgent: "-",
  requestId: "-",
  authority: "-",
  upstreamCluster: "outbound|443||edition.cnn.com",
  requestedServerName: "edition.cnn.com",
  routeName: "-",
};

/** The host's address in a log line: the stand-in's, or any of the real one's. */
export function hostAt({ origin, target }: Egress, port: number): string | RegExp {
  return origin ? `${target.addresses["edition.cnn.com"]}:${port}` : new RegExp(`:${port}$`);
}

/** "10.244.0.9" of "10.244.0.9:8080". */
export function ipOf(address: string | undefined): string | undefined {
  return address?.slice(0, address.lastIndexOf(":"));
}
