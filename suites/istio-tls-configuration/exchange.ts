import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { control, httpAnswer, type Origin, type SeenRequest, type Transcript } from "#fixtures";
import type { BlogTls } from "./page.ts";

/** One request of the application, and what became of it at the origin. */
export interface Exchange {
  path: string;
  curl: Transcript;
  /** One line: the status, and how the request came to the origin. */
  text: string;
}

/**
 * The application asks for paths of their own, so that no older request can pass for one of these: that many times side by
 * side. The origin's record is read once for all.
 */
export async function ask(state: BlogTls, count: number, url = "http://wikipedia.org"): Promise<Exchange[]> {
  const batch = `/${randomUUID()}/`;
  const paths = Array.from({ length: count }, (_, turn) => `${batch}${turn + 1}`);
  const curls = await state.client.askEach(paths.map((path) => `curl -sS -i ${url}${path}`));
  const record = await state.origin?.seenUnder(batch);
  return curls.map((curl, turn) => ({ path: paths[turn]!, curl, text: textOf(curl, paths[turn]!, record) }));
}

/** The same, beside a control: the origin is up, and a client outside the mesh gets its answer. */
export async function askBesideControl(state: BlogTls, count: number, url?: string): Promise<Exchange[]> {
  const [exchanges] = await Promise.all([ask(state, count, url), originAnswersUnmeshed(state)]);
  return exchanges;
}

function textOf(curl: Transcript, path: string, record: SeenRequest[] | undefined): string {
  const status = httpAnswer(curl)?.status;
  const came = record ? cameAs(record.filter((request) => request.path === path)) : withoutRecord(status);
  return `${status ?? curl.stderr.trim()}: ${came}`;
}

/** How requests came to the origin, in words: "TLS on 443, SNI wikipedia.org, for wikipedia.org". */
export function cameAs(requests: SeenRequest[]): string {
  const ways = requests.map(({ port, tls, sni, host }) =>
    tls ? `TLS on ${port}, SNI ${sni}, for ${host}` : `plain text on ${port}, for ${host}`,
  );
  return ways.join("; ") || "not seen by the origin";
}

/**
 * The real wikipedia.org keeps no record for us, and checks that need one are skipped: `outside-hosts-record`. A 503 is taken
 * for the sidecar's own; the check that relies on it looks at the sidecar's reason too.
 */
function withoutRecord(status: number | undefined): string {
  return status === 503 ? "not seen by the origin" : "no record of the origin";
}

/** An application that speaks TLS itself: what curl got, and what the origin found where it expected a request. */
export async function askOverTls(state: BlogTls, count: number): Promise<Exchange[]> {
  const before = await state.origin?.seenSoFar();
  const path = `/${randomUUID()}`;
  const [curls] = await Promise.all([
    state.client.ask(`curl -sS -i https://wikipedia.org${path}`, count),
    originAnswersUnmeshed(state),
  ]);
  const found = state.origin ? await withoutControls(state.origin, before!) : [];
  // The origin writes a request down when its connection ends, one that was refused later than the next that was answered.
  const refused = found.filter(({ line }) => line.startsWith(handshake));
  const served = found.filter((request) => !refused.includes(request));
  return curls.map((curl) => {
    const status = httpAnswer(curl)?.status;
    const request = status === undefined ? (refused.shift() ?? served.shift()) : (served.shift() ?? refused.shift());
    return { path, curl, text: `${status ?? curl.stderr.trim()}: ${foundAs(request)}` };
  });
}

async function withoutControls(origin: Origin, before: number): Promise<SeenRequest[]> {
  return (await origin.seenAfter(before)).filter(({ line }) => !line.startsWith("GET / "));
}

/** The first bytes of a TLS handshake, as they stand in the record: type 22, version 3.1. */
const handshake = "\u0016\u0003\u0001";

function foundAs(request: SeenRequest | undefined): string {
  if (!request) return "not seen by the origin";
  const { line, tls, port, sni, status } = request;
  if (!line.startsWith(handshake)) return cameAs([request]);
  return `the origin found a TLS handshake inside ${tls ? `TLS on ${port}, SNI ${sni}` : `plain text on ${port}`}: ${status}`;
}

/** Control: the origin is up, and a client outside the mesh that verifies its certificate gets an answer. */
export function originAnswersUnmeshed({ unmeshed, origin }: BlogTls): Promise<Transcript> {
  return control(
    "https to wikipedia.org from outside the mesh, its certificate verified",
    () => unmeshed.run("curl -sS -o /dev/null -w '%{http_code}' https://wikipedia.org/"),
    ({ text }) => expect(text).toBe(origin ? "200" : "301"),
  );
}
