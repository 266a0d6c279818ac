import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectDir } from "#helpers/system/paths";
import { normalised, normalisedHeader, serialFormat, setAside } from "./answer-rules.ts";

test("docs/comparing-runs.md tells what is set aside, and no more", () => {
  const docs = readFileSync(path.join(projectDir, "docs/comparing-runs.md"), "utf8");
  const [, list = ""] = /stands in its place:\n\n((?:- .*\n)+)/.exec(docs) ?? [];
  expect(list.trimEnd().split("\n")).toEqual(setAside.map(({ what }) => `- ${what}`));
});

test.each([
  ["2026-11-21T09:29:48.846Z", "<time>"],
  ["Sat, 21 Nov 2026 09:32:51 GMT", "<time>"],
  ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "<id>"],
  ["Hash=" + "0f".repeat(32), "Hash=<hash>"],
  ["10.244.0.21:58482 10.244.0.21:443 172.18.0.3", "<address>:<port> <address>:443 <address>"],
  // The port of its own that a followed connection has, and one of Istio's.
  ["10.244.0.21:20017 10.244.0.21:15001", "<address>:<port> <address>:15001"],
  ["[fd00::1f]:15006", "<address>:15006"],
  ["0.0.0.0:15021", "0.0.0.0:15021"],
  ["curl-557747455f-xx88g.foo", "curl-<pod>.foo"],
  ["80:31380/TCP,443:31390/TCP", "80:<port>/TCP,443:<port>/TCP"],
  ['"curl/7.88.1" nginx/1.22.1', '"curl/<version>" nginx/<version>'],
  // As Node 20 to 24 have it.
  ["ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "ERR_SSL_<protocol>_ALERT_HANDSHAKE_FAILURE"],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "ERR_SSL_<protocol>_ALERT_HANDSHAKE_FAILURE"],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA"],
  ["after 2001 milliseconds", "after <number> milliseconds"],
])("%s is compared as %s", (text, wanted) => {
  expect(normalised(text)).toBe(wanted);
});

test.each([
  "outbound|443||edition.cnn.com",
  "kubernetes://httpbin-credential",
  "istio-egressgateway-service-account",
  "via_upstream",
  "file-cert:/etc/istio/tls-certs/tls.crt~/etc/istio/tls-certs/tls.key",
])("%s is the mesh's own word and stays", (text) => {
  expect(normalised(text)).toBe(text);
});

test("a header keeps its name, whatever its value is", () => {
  expect(normalisedHeader("Date", "Sat, 21 Nov 2026 09:32:51 GMT")).toBe("date: <its own>");
  expect(normalisedHeader("x-envoy-upstream-service-time", "17")).toBe("x-envoy-upstream-service-time: <number>");
  expect(normalisedHeader("Server", "istio-envoy")).toBe("server: istio-envoy");
});

test.each([
  ["00000000000000000000000000000001", "hex, filled up with zeros to 32 digits"],
  ["2607f0cd81d1aa4a6c9d6799f659ac3a", "hex"],
  ["607f0cd81d1aa4a6c9d6799f659ac3a", "hex"],
  ["329492464719328863283539045344215802956", "decimal"],
  ["1", "not filled up"],
  ["-", "no number"],
])("the serial number %s is written as: %s", (number, format) => {
  expect(serialFormat(number)).toBe(format);
});
