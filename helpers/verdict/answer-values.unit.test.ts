import { describe, expect, test } from "vitest";
import { answersOfCommand, answersOfHttps } from "./answer-values.ts";

const printed = (stdout: string, rest: Partial<Parameters<typeof answersOfCommand>[0]> = {}) =>
  answersOfCommand({ command: "curl", exitCode: 0, stdout, stderr: "", ...rest }).map(
    ({ kind, value }) => `${kind} ${value}`,
  );

describe("a command's answer says", () => {
  test("status and headers of each answer, without what is of one request", () => {
    const head = (status: string, server: string, upstream: number) =>
      `HTTP/1.1 ${status}\r\nserver: ${server}\r\ndate: Sat, 21 Nov 2026 09:32:51 GMT\r\nContent-Length: ${upstream}\r\nx-envoy-upstream-service-time: ${upstream}\r\n\r\n`;
    const answers = printed(
      head("301 Moved Permanently", "envoy", 3) + head("200 OK", "envoy", 17) + "local_port=4711\n",
    );
    expect([...new Set(answers)]).toEqual([
      "http-status HTTP/1.1 301 Moved Permanently",
      "http-header server: envoy",
      "http-header date: <its own>",
      "http-header content-length: <number>",
      "http-header x-envoy-upstream-service-time: <number>",
      "http-status HTTP/1.1 200 OK",
    ]);
  });

  test("the statuses of a loop, and how curl failed", () => {
    expect(
      printed("curl.foo to httpbin.foo: 200\ncurl.legacy to httpbin.foo: 000\n", {
        exitCode: 56,
        stderr: "curl: (56) Recv failure: Connection reset by peer\n",
      }),
    ).toEqual([
      "http-status curl.foo to httpbin.foo: 200",
      "http-status curl.legacy to httpbin.foo: 000",
      "client-error curl: (56) Recv failure: Connection reset by peer",
      "client-error exit code 56",
    ]);
  });

  test("a time-out the same, whichever of curl's timers ended first", () => {
    const ends = ["curl: (28) Connection timed out after 2001 milliseconds", "curl: (28) Timeout was reached"];
    const answers = ends.map((stderr) => printed("", { stderr, exitCode: 28 }));
    expect(answers[0]).toEqual(["client-error curl: (28) timed out", "client-error exit code 28"]);
    expect(answers[1]).toEqual(answers[0]);
  });

  test("a refusal by TLS in OpenSSL's words, whichever curl tells them", () => {
    const answers = ["OpenSSL/3.0.22", "TLS connect error"].map((before) =>
      printed("", {
        stderr: `curl: (35) ${before}: error:0A000418:SSL routines::tlsv1 alert unknown ca`,
        exitCode: 35,
      }),
    );
    expect(answers[0]![0]).toBe("client-error curl: (35) error:0A000418:SSL routines::tlsv1 alert unknown ca");
    expect(answers[1]).toEqual(answers[0]);
  });

  test("the headers that httpbin got, and the TLS session that -v tells of", () => {
    const stdout =
      '{\n  "headers": {\n    "Host": ["httpbin"],\n    "X-Forwarded-Client-Cert": "By=spiffe://a;Hash=' +
      "0123456789abcdef".repeat(4) +
      '",\n    "X-Request-Id": ["4711"]\n  }\n}\n';
    const stderr = "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519 / RSASSA-PSS\n";
    expect(printed(stdout, { stderr })).toEqual([
      "request-header host: httpbin",
      "request-header x-forwarded-client-cert: By=spiffe://a;Hash=<hash>",
      "request-header x-request-id: <its own>",
      "tls TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519 / RSASSA-PSS",
    ]);
  });

  test("nothing of what it cannot know: a certificate, a file, half a document", () => {
    expect(printed('-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n{"headers": {')).toEqual([]);
    expect(printed('{"headers": {')).toEqual([]);
  });
});

test("the name of a command is without the suite's own limits, and without ids", () => {
  const command =
    "export CURL_CA_BUNDLE='/tmp/ca.crt'; curl --max-time 10 -sS http://cnn/3f2504e0-4f89-11d3-9a0c-0305e82c3301";
  const [first] = answersOfCommand({ command, exitCode: 0, stdout: "200\n", stderr: "" });
  expect(first).toEqual({ kind: "http-status", name: "curl -sS http://cnn/<id>", value: "200" });
});

test("an https request of our own says the session as well, and a refusal its code", () => {
  const tls = {
    version: "TLSv1.3",
    cipher: "TLS_AES_128_GCM_SHA256",
    protocol: "HTTP/2",
    fingerprint: "00",
    subject: "a",
  } as const;
  const answer = {
    outcome: "answer",
    status: 200,
    headers: { server: "istio-envoy" },
    body: "",
    tls,
    text: "",
  } as const;
  expect(answersOfHttps("GET https://a/", answer).map(({ kind, value }) => `${kind} ${value}`)).toEqual([
    "http-status HTTP/2 200",
    "http-header server: istio-envoy",
    "tls TLSv1.3, TLS_AES_128_GCM_SHA256, HTTP/2, certificate of CN=a",
  ]);
  expect(answersOfHttps("GET https://a/", { outcome: "refused", code: "ECONNREFUSED", text: "…" })).toEqual([
    { kind: "client-error", name: "GET https://a/", value: "ECONNREFUSED" },
  ]);
});
