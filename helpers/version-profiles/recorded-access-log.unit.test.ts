import { describe, expect, it } from "vitest";
import { parseAccessLogLine } from "#helpers/probes/access-log";
import { logFields } from "./access-log.ts";
import { profileFor } from "./profile.ts";
import { recorded } from "#helpers/probes/recorded/read";

describe("access log", () => {
  const passedThrough = {
    method: "-",
    responseCode: "0",
    responseFlags: "-",
    responseCodeDetails: "-",
    transportFailure: "-",
    upstreamCluster: "outbound|443||edition.cnn.com",
    requestedServerName: "edition.cnn.com",
    routeName: "-",
  };

  it.each([
    [
      "envoy/2019-01-access-log.txt",
      0,
      "1.0.5",
      { bytesSent: "1879689", downstreamRemoteAddress: "172.30.109.112:59970" },
    ],
    [
      "envoy/2019-09-to-2020-03-access-log.txt",
      1,
      "1.4.6",
      { bytesSent: "1352475", upstreamHost: "151.101.193.67:443" },
    ],
    ["envoy/2024-01-access-log.txt", 1, "1.20.2", { bytesReceived: "839", downstreamLocalAddress: "172.30.239.8:443" }],
    ["envoy/2024-01-access-log.txt", 2, "1.20.2", { duration: "231", upstreamLocalAddress: "172.30.239.60:49850" }],
    [
      "envoy/1.31-eed52ebb66ad-access-log.txt",
      0,
      "1.31 (commit eed52ebb66ad, 2026-08-27)",
      { bytesReceived: "851", downstreamLocalAddress: "10.244.0.21:443" },
    ],
  ])("%s, line %i: a connection that is passed through", (file, line, istio, fields) => {
    const text = recorded(file).split("\n")[line]!;
    expect(parseAccessLogLine(text)).toMatchObject({ ...passedThrough, ...fields });
    // Behind the addresses and the server name an older format has nothing.
    expect(/edition\.cnn\.com -$/.test(text)).toBe(profileFor(logFields, { istio }).expect.routeName);
  });

  it.each([
    ["envoy/2019-09-to-2020-03-access-log.txt", "1.3.0", "HTTP/2", "-", "-"],
    ["envoy/2024-01-access-log.txt", "1.20.2", "HTTP/1.1", "via_upstream", "default.forward-cnn-from-egress-gateway.0"],
    [
      "envoy/1.31-eed52ebb66ad-access-log.txt",
      "1.31 (commit eed52ebb66ad, 2026-08-27)",
      "HTTP/1.1",
      "via_upstream",
      "default.forward-cnn-from-egress-gateway.0",
    ],
  ])("%s: a request", (file, istio, protocol, responseCodeDetails, routeName) => {
    const line = recorded(file)
      .split("\n")
      .map(parseAccessLogLine)
      .find((each) => each?.method === "GET");
    expect(line).toMatchObject({
      path: expect.stringMatching(/^\/politics(\?meshproof=|$)/),
      responseCode: "301",
      authority: "edition.cnn.com",
      upstreamCluster: "outbound|80||edition.cnn.com",
      protocol,
      responseCodeDetails,
      routeName,
    });
    expect(line?.responseCodeDetails !== "-").toBe(profileFor(logFields, { istio }).expect.details);
  });

  it("why a connection upstream failed", () => {
    expect(parseAccessLogLine(recorded("envoy/1.31-eed52ebb66ad-access-log.txt").split("\n")[2]!)).toMatchObject({
      responseCode: "503",
      responseFlags: "URX,UF",
      responseCodeDetails: expect.stringMatching(/^upstream_reset_before_response_started\{/),
      transportFailure: expect.stringMatching(/^TLS_error:.*CERTIFICATE_VERIFY_FAILED/),
      bytesReceived: "0",
      upstreamHost: "172.18.255.249:443",
      routeName: "default",
    });
  });
});
