import { X509Certificate } from "node:crypto";
import { createSecureContext, TLSSocket, type SecureContext } from "node:tls";
import { buildConnector, Client, type Dispatcher } from "undici";
import { HarnessError, messageOf } from "#helpers/system/errors";
import { noteEvidence } from "#helpers/verdict/evidence";
import type { HttpsAnswer, HttpsOutcome, HttpsRefusal, TlsSession } from "#helpers/verdict/https-outcome";
import { answersOfHttps } from "#helpers/verdict/answer-values";
import { recordAnswers } from "#helpers/verdict/recorded-answers";

/** One request as curl's options would say it, on a connection of its own. */
export interface HttpsRequest {
  /** Its host is the name in the SNI, in the Host header, and the one that the certificate must have. */
  url: string;
  /** Where the connection goes, whatever the URL's host resolves to: curl's --connect-to. */
  connectTo: { address: string; port: number };
  /** PEM of the only CA that is trusted: curl's --cacert. Left out, any certificate will do: curl's --insecure. */
  ca?: string;
  /** PEM of the client's own certificate and key: curl's --cert and --key. */
  client?: { certificate: string; key: string };
  method?: "GET" | "HEAD";
  /** The newest version of TLS to offer: curl's --tls-max. */
  upTo?: "TLSv1.2" | "TLSv1.3";
  /** Milliseconds for the connection, and again for the answer. */
  timeout?: number;
}

/**
 * Sends one https request, HTTP/2 where the server agrees to it. An error on the way is an outcome: it may be what a
 * page claims.
 * @throws HarnessError when a certificate or key of the request itself is no PEM
 */
export async function httpsRequest(request: HttpsRequest): Promise<HttpsOutcome> {
  const { url, connectTo, ca, timeout = 5_000 } = request;
  const outcome = await send(request, secureContext(request), timeout);
  const trust = ca ? "one CA trusted" : "any certificate accepted";
  noteEvidence(`${url} at ${connectTo.address}:${connectTo.port}, ${trust}`, transcript(outcome));
  recordAnswers(answersOfHttps(`${request.method ?? "GET"} ${url}, ${trust}`, outcome));
  return outcome;
}

async function send(request: HttpsRequest, secureContext: SecureContext, timeout: number): Promise<HttpsOutcome> {
  const { origin, hostname: host, pathname, search } = new URL(request.url);
  const { method = "GET" } = request;
  let tls: TlsSession | undefined;
  const connect = connectorTo(request, secureContext, timeout, (socket) => (tls = sessionOf(socket)));
  const client = new Client(origin, { connect, headersTimeout: timeout, bodyTimeout: timeout });
  try {
    const response = await client.request({ method, path: pathname + search, headers: { host } });
    return answerOf(response, await response.body.text(), tls!);
  } catch (error) {
    return refusalOf(error);
  } finally {
    await client.destroy();
  }
}

/** undici's own connector, led to the given address; tells of each socket whose handshake is done. */
function connectorTo(
  { url, connectTo: { address, port }, ca }: HttpsRequest,
  secureContext: SecureContext,
  timeout: number,
  done: (socket: TLSSocket) => void,
): buildConnector.connector {
  const connector = buildConnector({ allowH2: true, timeout, secureContext, rejectUnauthorized: ca !== undefined });
  return (options, callback) =>
    connector(
      { ...options, hostname: address, port: String(port), servername: new URL(url).hostname },
      (...args: Parameters<buildConnector.Callback>) => {
        if (args[1] instanceof TLSSocket) done(args[1]);
        callback(...args);
      },
    );
}

/** Made beforehand, so that a bad PEM of ours cannot pass for the server's refusal. */
function secureContext({ ca, client, upTo }: HttpsRequest): SecureContext {
  try {
    // createSecureContext itself takes a CA that is no PEM for no CA at all.
    if (ca !== undefined) void new X509Certificate(ca);
    return createSecureContext({ ca, cert: client?.certificate, key: client?.key, maxVersion: upTo });
  } catch (cause) {
    throw new HarnessError("a certificate or key for an https request cannot be read", {
      why: messageOf(cause),
      hint: "give PEM text: ca, client.certificate, client.key",
      cause,
    });
  }
}

function sessionOf(socket: TLSSocket): TlsSession {
  const { fingerprint256, subject } = socket.getPeerCertificate();
  return {
    version: socket.getProtocol() ?? "none",
    cipher: socket.getCipher().standardName,
    protocol: socket.alpnProtocol === "h2" ? "HTTP/2" : "HTTP/1.1",
    fingerprint: fingerprint256.replaceAll(":", "").toLowerCase(),
    subject: [subject.CN].flat()[0] ?? "no CN",
  };
}

function answerOf({ statusCode, headers }: Dispatcher.ResponseData, body: string, tls: TlsSession): HttpsAnswer {
  return {
    outcome: "answer",
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()[0] ?? ""])),
    body,
    tls,
    text: `${tls.protocol} ${statusCode} over ${tls.version}, certificate of CN=${tls.subject}${reasonIn(statusCode, body)}`,
  };
}

/** A proxy says in the body why it refuses: "RBAC: access denied". */
function reasonIn(status: number, body: string): string {
  return status >= 400 && body ? `: ${body.trim().slice(0, 200)}` : "";
}

/** An error without a code is none of the connection's: it is ours. */
function refusalOf(error: unknown): HttpsRefusal {
  const { code } = error as { code?: unknown };
  if (typeof code !== "string") throw error;
  return { outcome: "refused", code, text: `${code}: ${messageOf(error)}` };
}

function transcript(outcome: HttpsOutcome): string {
  if (outcome.outcome === "refused") return `${outcome.text}\n`;
  const headers = Object.entries(outcome.headers).map(([name, value]) => `${name}: ${value}\n`);
  return `${outcome.text}, SHA-256 ${outcome.tls.fingerprint}\n${headers.join("")}\n${outcome.body}\n`;
}
