import { expect } from "vitest";
import { ClaimError, control, expectAnswer, httpsRequest, type HttpsOutcome, type HttpsRequest } from "#fixtures";
import type { SecureGateways } from "./page.ts";
import type { Folder } from "./certificates.ts";

export interface Asking extends Partial<HttpsRequest> {
  /** The name in SNI, Host and certificate. */
  host?: string;
  path?: string;
  /** The folder whose root is trusted: `--cacert`. */
  trusting?: Folder;
}

/**
 * The page's `curl --resolve … --cacert …`, that many side by side: from this process, outside of the cluster, to the
 * ingress address, each on a connection of its own.
 */
export function ask(state: SecureGateways, count: number, asking: Asking = {}): Promise<HttpsOutcome[]> {
  const { host = "httpbin.example.com", path = "/status/418", trusting = "example_certs1", ...more } = asking;
  const request = {
    url: `https://${host}${path}`,
    connectTo: state.ingress,
    ca: state.certificates.roots[trusting],
    ...more,
  };
  return Promise.all(Array.from({ length: count }, () => httpsRequest(request)));
}

/** `--cert` and `--key` of the page's client. */
export const withCertificate = ({ certificates }: SecureGateways) => ({ client: certificates.client });

/** Claim: the page's teapot. `server` is printed where the page checks that the gateway itself answers. */
export function isTeapot(seen: HttpsOutcome): void {
  expectAnswer(
    seen,
    `* subject: CN=httpbin.example.com
...
HTTP/2 418
...
server: istio-envoy
...`,
  );
  bodyIs(seen, /^I'm a teapot!$/, "I'm a teapot!");
}

/** Claim: helloworld's answer, under its own certificate. */
export function isHello(seen: HttpsOutcome): void {
  expectAnswer(
    seen,
    `* subject: CN=helloworld.example.com
...
HTTP/2 200
...
server: istio-envoy
...`,
  );
  bodyIs(seen, /^Hello version: v1, instance: helloworld-v1-\S+$/, "Hello version: v1, instance: helloworld-v1-…");
}

function bodyIs(seen: HttpsOutcome, wanted: RegExp, expected: string): void {
  const body = seen.outcome === "answer" ? seen.body.trim() : seen.text;
  if (!wanted.test(body)) throw new ClaimError(`the body is not “${expected}”`, { expected, observed: body });
}

/** Control: the same request as the page has it, answered. */
export function teapotAnswers(state: SecureGateways, asking: Asking = {}) {
  return control(
    "a request as the page has it, at the same moment",
    async () => (await ask(state, 1, asking))[0]!,
    isTeapot,
  );
}

/**
 * What a client says that trusts one of the page's roots and gets a certificate of the other: both roots have the same
 * name. The second form is that of an openssl which writes the issuer's key id into certificates.
 */
export const ofTheOtherRoot = /(CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY_LEAF_SIGNATURE): /;

/** A refusal with TLS 1.3 and one with TLS 1.2, on one line. */
export interface Refusals {
  text: string;
}

/**
 * The same request with both versions of TLS, that many times. Over TLS 1.3 the handshake is through for the client when
 * the gateway refuses its certificate: the reason may be lost where the connection is closed meanwhile. Over 1.2 it never is.
 */
export async function askWithBoth(state: SecureGateways, count: number, asking: Asking = {}): Promise<Refusals[]> {
  const [newest, older] = await Promise.all([
    ask(state, count, asking),
    ask(state, count, { ...asking, upTo: "TLSv1.2" }),
  ]);
  const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").trim();
  return newest.map(({ text }, turn) => ({
    text: `TLS 1.3: ${oneLine(text)}; TLS 1.2: ${oneLine(older[turn]!.text)}`,
  }));
}

/** Claim: both were refused, and why by the words of TLS 1.2's alert. @param alert as OpenSSL names them */
export function refusedBecause({ text }: Refusals, alert: { newest: string; older: string }): void {
  const lost = "ECONNRESET|EPIPE|UND_ERR_SOCKET";
  expect(text).toMatch(
    new RegExp(`^TLS 1\\.3: (ERR_SSL_${alert.newest}|${lost}): .*; TLS 1\\.2: ERR_SSL_${alert.older}: `),
  );
}

/** The alerts in OpenSSL's words; newer ones have another beginning for that of TLS 1.2. */
export const noCertificate = {
  newest: "TLSV13_ALERT_CERTIFICATE_REQUIRED",
  older: "(SSLV3|SSL/TLS)_ALERT_HANDSHAKE_FAILURE",
};
export const unknownCa = { newest: "TLSV1_ALERT_UNKNOWN_CA", older: "TLSV1_ALERT_UNKNOWN_CA" };
