import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { webcrypto, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createSecureServer, type SecureServerOptions } from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { httpsRequest } from "./http.ts";
import type { HttpsOutcome } from "#helpers/verdict/https-outcome";

interface Pair {
  certificate: string;
  key: string;
}

type Asked = { method?: string; url?: string; headers: Record<string, unknown>; socket: object };
type Answering = { setHeader(name: string, value: string): unknown; end(body: string): unknown };

const url = "https://httpbin.example.com/status/200?x=1";
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const running: Server[] = [];
let server: Pair;
let other: Pair;

beforeAll(async () => {
  [server, other] = await Promise.all([selfSigned("httpbin.example.com"), selfSigned("another.example")]);
});
afterEach(() => running.splice(0).forEach((each) => each.close()));

describe("an answer", () => {
  test("comes over HTTP/2 where the server agrees, with the URL's name in SNI and Host", async () => {
    const outcome = await request(await listen());
    expect(outcome).toMatchObject({
      outcome: "answer",
      status: 200,
      body: "GET /status/200?x=1 for httpbin.example.com, SNI httpbin.example.com",
      headers: { server: "test" },
      tls: { protocol: "HTTP/2", version: "TLSv1.3", subject: "httpbin.example.com" },
    });
    expect(outcome.text).toBe("HTTP/2 200 over TLSv1.3, certificate of CN=httpbin.example.com");
  });

  test("comes over HTTP/1.1 where the server knows no other", async () => {
    const outcome = await request(await portOf(createHttpsServer(serverPem(), answerRequest)));
    expect(outcome).toMatchObject({ status: 200, tls: { protocol: "HTTP/1.1" } });
  });

  test("tells the fingerprint of the certificate that was presented", async () => {
    const wanted = new X509Certificate(server.certificate).fingerprint256.replaceAll(":", "").toLowerCase();
    expect(await request(await listen())).toMatchObject({ tls: { fingerprint: wanted } });
  });

  test("is had from any certificate when no CA is given", async () => {
    const outcome = await request(await listen({ cert: other.certificate, key: other.key }), { ca: undefined });
    expect(outcome).toMatchObject({ status: 200, tls: { subject: "another.example" } });
  });

  test("says in its text why it was denied", async () => {
    const port = await portOf(
      createHttpsServer(serverPem(), (_asked, response) => response.writeHead(403).end("RBAC: access denied\n")),
    );
    expect((await request(port)).text).toMatch(/ 403 over TLSv1.3, .*: RBAC: access denied$/);
  });

  test("comes over the version of TLS that is asked for at most", async () => {
    expect(await request(await listen(), { upTo: "TLSv1.2" })).toMatchObject({ tls: { version: "TLSv1.2" } });
  });

  test("is had with a client certificate where one is demanded", async () => {
    const port = await listen({ requestCert: true, rejectUnauthorized: true, ca: other.certificate });
    expect(await request(port, { client: other })).toMatchObject({ status: 200 });
  });
});

describe("a refusal names its cause:", () => {
  test("a certificate of another CA", async () => {
    expect(await request(await listen(), { ca: other.certificate })).toMatchObject({
      outcome: "refused",
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
  });

  test("a certificate of another name", async () => {
    const port = await listen({ cert: other.certificate, key: other.key });
    expect(await request(port, { ca: other.certificate })).toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  test("no client certificate where one is demanded", async () => {
    const port = await listen({ requestCert: true, rejectUnauthorized: true, maxVersion: "TLSv1.2" });
    expect((await request(port)).text).toMatch(/handshake failure|ECONNRESET/i);
  });

  test("nobody listens", async () => {
    const port = await listen();
    running.splice(0).forEach((each) => each.close());
    expect(await request(port)).toMatchObject({ code: "ECONNREFUSED" });
  });

  test("plain text in answer to the handshake", async () => {
    const port = await listenTcp((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect((await request(port)).text).toMatch(/wrong version number/);
  });

  test("no answer in time", async () => {
    const port = await listenTcp(() => undefined);
    expect(await request(port, { timeout: 50 })).toMatchObject({ code: "UND_ERR_CONNECT_TIMEOUT" });
  });
});

test("a CA that is no PEM is our own failure, not the server's", async () => {
  await expect(request(await listen(), { ca: "no PEM" })).rejects.toThrow(/certificate or key .* cannot be read/);
});

function request(port: number, changes: object = {}): Promise<HttpsOutcome> {
  return httpsRequest({ url, connectTo: { address: "127.0.0.1", port }, ca: server.certificate, ...changes });
}

function listen(options: SecureServerOptions = {}): Promise<number> {
  const secure = createSecureServer({ ...serverPem(), allowHTTP1: true, ...options });
  secure.on("request", answerRequest);
  return portOf(secure);
}

function serverPem(): { cert: string; key: string } {
  return { cert: server.certificate, key: server.key };
}

/** Answers with what it was asked, over either protocol. */
function answerRequest({ method, url, headers, socket }: Asked, response: Answering): void {
  const { servername } = socket as unknown as { servername: string };
  response.setHeader("server", "test");
  response.end(`${method} ${url} for ${headers[":authority"] ?? headers.host}, SNI ${servername}`);
}

function listenTcp(answer: Parameters<typeof createServer>[1]): Promise<number> {
  return portOf(createServer(answer));
}

async function portOf(listener: Server): Promise<number> {
  running.push(listener);
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return (listener.address() as AddressInfo).port;
}

async function selfSigned(name: string): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: "dns", value: name }])],
  });
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  return { certificate: certificate.toString("pem"), key };
}
