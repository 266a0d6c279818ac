import { expect } from "vitest";
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
type Fields = Partial<Record<keyof AccessLogLine, string | RegExp>>;

/** Claim: each request went through the gateway, whose line has these fields, and so to the host. */
export function wentThrough(journeys: Journey[], atHost: AtHost, fields: (journey: Journey) => Fields): void {
  for (const journey of journeys) {
    const wrong = journey.gateway ? differences(journey.gateway, fields(journey)) : ["not through the gateway"];
    expect(wrong, [...wrong, wayOf(journey)].join("; ")).toEqual([]);
  }
  reachedHost(journeys, atHost);
}

/** Claim: each request went from the client's sidecar to the host itself, by a line with these fields; the gateway has none. */
export function wentDirect(journeys: Journey[], atHost: AtHost, fields: Fields): void {
  for (const journey of journeys) {
    const wrong = journey.sidecar ? differences(journey.sidecar, fields) : ["not through the sidecar"];
    if (journey.gateway) wrong.push("through the gateway");
    expect(wrong, [...wrong, wayOf(journey)].join("; ")).toEqual([]);
  }
  reachedHost(journeys, atHost);
}

/** A request as the host sees it. */
type AtHost = Pick<SeenRequest, "port" | "sni" | "protocol" | "host" | "status"> & { tls: boolean };

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

/** The host saw each request once, and as it was sent. The real host cannot be asked; the client's answer stands for it. */
function reachedHost(journeys: Journey[], wanted: AtHost): void {
  for (const { host } of journeys) {
    if (host) expect(host.map(asSeen), `the host saw ${JSON.stringify(host)}`).toEqual([wanted]);
  }
}

function asSeen({ port, tls, sni, protocol, host, status }: SeenRequest): AtHost {
  return { port, tls: tls.startsWith("TLS"), sni, protocol, host, status };
}

function differences(line: AccessLogLine, fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, wanted]) => {
    const seen = line[name as keyof AccessLogLine];
    const agrees = wanted instanceof RegExp ? wanted.test(seen) : seen === wanted;
    return agrees ? [] : [`${name} is ${seen}, expected ${String(wanted)}`];
  });
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
