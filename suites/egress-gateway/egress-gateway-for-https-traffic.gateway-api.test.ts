import { describe } from "vitest";
import { settle } from "#fixtures";
import * as broken from "./mutants.ts";
import { documented } from "./page.ts";
import { answers200, clientsOwnTls, hostAt, ipOf, passedThrough, wentThrough } from "./claims.ts";
import { httpsRequest, traceHttps, type Journey } from "./requests.ts";
import { setUp } from "./set-up.ts";
import type { Egress } from "./state.ts";

/** The gateway's line as the page prints it. */
const asPrinted =
  (state: Egress) =>
  ({ gateway }: Journey) => ({
    ...passedThrough,
    responseCodeDetails: "-",
    upstreamHost: hostAt(state, 443),
    downstreamLocalAddress: `${ipOf(gateway?.upstreamLocalAddress)}:443`,
  });

describe("Egress gateway for HTTPS traffic: Gateway API", () => {
  documented(
    {
      id: "egress-gateway-for-https-traffic/gateway-api-200",
      claim: "Gateway API, TLSRoute v1alpha2: through the gateway the output is the same, HTTP/2 200",
      blocks: [
        "egress-gateway-for-https-traffic/gateway-and-routes-gateway-api",
        "egress-gateway-for-https-traffic/request-through-gateway",
      ],
      prints: "HTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: [{ ...broken.noForwardTlsRoute, says: /curl: \(35\)/ }],
      errata: ["header-case", "tlsroute-hostnames"],
    },
    async (state) => {
      await setUp(state, "https/gateway-api");
      await settle(() => state.client.run(httpsRequest), answers200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-https-traffic/gateway-api-log-line",
      claim:
        "Gateway API: the gateway's log has the line of that very connection, with the fields that the page prints",
      blocks: [
        "before-you-begin/access-log",
        "egress-gateway-for-https-traffic/gateway-and-routes-gateway-api",
        "egress-gateway-for-https-traffic/log-gateway-api",
        "egress-gateway-for-https-traffic/log-line-gateway-api",
      ],
      prints:
        '"- - -" 0 - - - "-" 839 2504306 231 - "-" "-" "-" "-" "151.101.195.5:443" outbound|443||edition.cnn.com 172.30.239.8:34470 172.30.239.8:443 172.30.239.15:43956 edition.cnn.com -',
      breaks: [{ ...broken.noDirectTlsRoute, says: /sent it to outbound\|443\|\|edition\.cnn\.com at/ }],
      errata: ["last-ten-lines", "tlsroute-hostnames"],
    },
    async (state) => {
      await setUp(state, "https/gateway-api");
      await settle(
        () => traceHttps(state, "gateway-api"),
        (journeys) => wentThrough(journeys, clientsOwnTls, asPrinted(state)),
      );
    },
  );

  documented(
    {
      id: "egress-gateway-for-https-traffic/gateway-api-tlsroute-v1",
      claim: "Gateway API, TLSRoute v1: the request goes through the gateway as with v1alpha2, and answers HTTP/2 200",
      blocks: [
        "egress-gateway-for-https-traffic/gateway-and-routes-gateway-api",
        "egress-gateway-for-https-traffic/request-through-gateway",
      ],
      prints: "HTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: [
        { ...broken.noDirectTlsRouteV1, says: /sent it to outbound\|443\|\|edition\.cnn\.com at/ },
        { ...broken.otherHostInV1, says: /sent it to PassthroughCluster/ },
      ],
      errata: ["tlsroute-hostnames"],
    },
    async (state) => {
      await setUp(state, "https/gateway-api/tlsroute-v1");
      await settle(
        () => traceHttps(state, "gateway-api"),
        (journeys) => {
          wentThrough(journeys, clientsOwnTls, asPrinted(state));
          for (const { transcript } of journeys) answers200(transcript);
        },
      );
    },
  );
});
