import { describe } from "vitest";
import { holds } from "#fixtures";
import { documented } from "../page.ts";
import { hostAt, plainHttp, redirectsThen200, wentDirect } from "../claims.ts";
import { asTyped, fromSourcePod, httpRequest } from "../command-lines.ts";
import * as broken from "../mutants/http.ts";
import { atOnce, traceHttp } from "../requests.ts";
import { setUp } from "../set-up.ts";

// "First create a ServiceEntry to allow direct traffic to an external service."
describe("Egress gateway for HTTP traffic: the direct request", () => {
  documented(
    {
      id: "egress-gateway-for-http-traffic/direct-301-then-200",
      claim: "with the ServiceEntry http://edition.cnn.com/politics answers 301 with location https, then HTTP/2 200",
      blocks: ["egress-gateway-for-http-traffic/service-entry", "egress-gateway-for-http-traffic/direct-request"],
      prints:
        "HTTP/1.1 301 Moved Permanently\n...\nlocation: https://edition.cnn.com/politics\n...\n\nHTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: broken.directAnswer,
      errata: ["header-case"],
    },
    async (state) => {
      await setUp(state, "http");
      const ask = (count: number) => state.client.ask(httpRequest, count);
      await holds(asTyped(state.terminal, fromSourcePod(state, httpRequest), ask), redirectsThen200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/direct-past-the-gateway",
      claim: "that request goes to the host itself by the ServiceEntry, and not through the gateway",
      blocks: ["egress-gateway-for-http-traffic/service-entry", "egress-gateway-for-http-traffic/direct-request"],
      prints: "verify that your ServiceEntry was applied correctly",
      breaks: broken.directWay,
      errata: ["request-proves-no-service-entry"],
    },
    async (state) => {
      await setUp(state, "http");
      await holds(
        (count) => traceHttp(state, "istio-apis", count),
        (journey) =>
          wentDirect(journey, plainHttp, {
            responseCode: "301",
            upstreamCluster: "outbound|80||edition.cnn.com",
            upstreamHost: hostAt(state, 80),
          }),
        atOnce,
      );
    },
  );
});
