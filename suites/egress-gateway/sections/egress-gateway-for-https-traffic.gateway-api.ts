import { describe } from "vitest";
import { holds } from "#fixtures";
import { documented } from "../page.ts";
import { answers200, clientsOwnTls, wentThrough } from "../claims.ts";
import { asTyped, fromSourcePod, httpsRequest } from "../command-lines.ts";
import { inTheLog } from "../gateway-log.ts";
import * as broken from "../mutants/https.ts";
import { asPrintedForHttps } from "../log-lines.ts";
import { atOnce, traceHttps } from "../requests.ts";
import { setUp } from "../set-up.ts";

const tab = "gateway-api";

describe("Egress gateway for HTTPS traffic: Gateway API", () => {
  documented(
    {
      id: "egress-gateway-for-https-traffic/gateway-api-200",
      needs: ["gateway-api-tlsroute-v1alpha2"],
      claim: "Gateway API, TLSRoute v1alpha2: through the gateway the output is the same, HTTP/2 200",
      blocks: [
        "egress-gateway-for-https-traffic/gateway-and-routes-gateway-api",
        "egress-gateway-for-https-traffic/request-through-gateway",
      ],
      prints: "HTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: broken.gatewayApiAnswer,
      errata: ["header-case", "tlsroute-hostnames"],
    },
    async (state) => {
      await setUp(state, "https/gateway-api");
      const ask = (count: number) => state.client.ask(httpsRequest, count);
      await holds(asTyped(state.terminal, fromSourcePod(state, httpsRequest), ask), answers200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-https-traffic/gateway-api-log-line",
      needs: ["gateway-api-tlsroute-v1alpha2"],
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
      breaks: broken.gatewayApiWay,
      errata: ["last-ten-lines", "tlsroute-hostnames"],
    },
    async (state) => {
      await setUp(state, "https/gateway-api");
      await inTheLog(state, "https", tab, (count) => traceHttps(state, tab, count), {
        atHost: clientsOwnTls,
        fields: asPrintedForHttps[tab](state),
      });
    },
  );

  documented(
    {
      id: "egress-gateway-for-https-traffic/gateway-api-tlsroute-v1",
      needs: ["gateway-api-tlsroute-v1alpha2"],
      claim: "Gateway API, TLSRoute v1: the request goes through the gateway as with v1alpha2, and answers HTTP/2 200",
      blocks: [
        "egress-gateway-for-https-traffic/gateway-and-routes-gateway-api",
        "egress-gateway-for-https-traffic/request-through-gateway",
      ],
      prints: "HTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: broken.tlsRouteV1,
      errata: ["tlsroute-hostnames"],
    },
    async (state) => {
      await setUp(state, "https/gateway-api/tlsroute-v1");
      await holds(
        (count) => traceHttps(state, tab, count),
        (journey) => {
          wentThrough(journey, clientsOwnTls, asPrintedForHttps[tab](state)(journey));
          answers200(journey.transcript);
        },
        atOnce,
      );
    },
  );
});
