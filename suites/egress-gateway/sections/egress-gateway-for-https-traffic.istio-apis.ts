import { describe } from "vitest";
import { holds } from "#fixtures";
import { documented } from "../page.ts";
import { answers200, clientsOwnTls, hostAt, wentDirect } from "../claims.ts";
import { asTyped, fromSourcePod, httpsRequest } from "../command-lines.ts";
import { inTheLog } from "../gateway-log.ts";
import * as broken from "../mutants/https.ts";
import { asPrintedForHttps } from "../log-lines.ts";
import { atOnce, traceHttps } from "../requests.ts";
import { setUp } from "../set-up.ts";

// "you direct HTTPS traffic (TLS originated by the application) through an egress gateway": the gateway passes it on.
describe("Egress gateway for HTTPS traffic: the direct request", () => {
  documented(
    {
      id: "egress-gateway-for-https-traffic/direct-200",
      claim: "with the ServiceEntry https://edition.cnn.com/politics answers HTTP/2 200, text/html",
      blocks: ["egress-gateway-for-https-traffic/service-entry", "egress-gateway-for-https-traffic/direct-request"],
      prints: "HTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: broken.directAnswer,
      errata: ["header-case"],
    },
    async (state) => {
      await setUp(state, "https");
      const ask = (count: number) => state.client.ask(httpsRequest, count);
      await holds(asTyped(state.terminal, fromSourcePod(state, httpsRequest), ask), answers200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-https-traffic/direct-past-the-gateway",
      claim: "that request goes to the host itself by the ServiceEntry, its TLS untouched, and not through the gateway",
      blocks: ["egress-gateway-for-https-traffic/service-entry", "egress-gateway-for-https-traffic/direct-request"],
      prints: "verify that your ServiceEntry was applied correctly",
      breaks: broken.directWay,
      errata: ["request-proves-no-service-entry"],
    },
    async (state) => {
      await setUp(state, "https");
      await holds(
        (count) => traceHttps(state, "istio-apis", count),
        (journey) =>
          wentDirect(journey, clientsOwnTls, {
            method: "-",
            upstreamCluster: "outbound|443||edition.cnn.com",
            upstreamHost: hostAt(state, 443),
            requestedServerName: "edition.cnn.com",
          }),
        atOnce,
      );
    },
  );
});

describe("Egress gateway for HTTPS traffic: Istio APIs", () => {
  documented(
    {
      id: "egress-gateway-for-https-traffic/istio-apis-200",
      claim: "Istio APIs: through the gateway the output is the same, HTTP/2 200",
      blocks: [
        "egress-gateway-for-https-traffic/gateway-and-routes-istio-apis",
        "egress-gateway-for-https-traffic/request-through-gateway",
      ],
      prints: "HTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: broken.istioApisAnswer,
      errata: ["header-case"],
    },
    async (state) => {
      await setUp(state, "https/istio-apis");
      const ask = (count: number) => state.client.ask(httpsRequest, count);
      await holds(asTyped(state.terminal, fromSourcePod(state, httpsRequest), ask), answers200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-https-traffic/istio-apis-log-line",
      claim: "Istio APIs: the gateway's log has the line of that very connection, with the fields that the page prints",
      blocks: [
        "before-you-begin/access-log",
        "egress-gateway-for-https-traffic/gateway-and-routes-istio-apis",
        "egress-gateway-for-https-traffic/log-istio-apis",
        "egress-gateway-for-https-traffic/log-line-istio-apis",
      ],
      prints:
        '"- - -" 0 - 627 1879689 44 - "-" "-" "-" "-" "151.101.129.67:443" outbound|443||edition.cnn.com 172.30.109.80:41122 172.30.109.80:443 172.30.109.112:59970 edition.cnn.com',
      breaks: broken.istioApisWay,
      errata: ["old-passthrough-log-lines", "last-ten-lines"],
    },
    async (state) => {
      await setUp(state, "https/istio-apis");
      await inTheLog(state, "https", "istio-apis", (count) => traceHttps(state, "istio-apis", count), {
        atHost: clientsOwnTls,
        fields: asPrintedForHttps["istio-apis"](state),
      });
    },
  );
});
