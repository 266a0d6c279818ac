import { describe } from "vitest";
import { holds } from "#fixtures";
import { documented } from "../page.ts";
import { clientsOwnTls, hostAt, plainHttp, redirectsThen200, wentDirect } from "../claims.ts";
import { asTyped, fromSourcePod, httpRequest } from "../command-lines.ts";
import { certificateIs } from "../gateway-certificate.ts";
import { inTheLog } from "../gateway-log.ts";
import * as gateway from "../mutants/gateway.ts";
import * as broken from "../mutants/http.ts";
import { asPrintedForHttp } from "../log-lines.ts";
import { atOnce, traceHttp, traceHttps } from "../requests.ts";
import { setUp } from "../set-up.ts";

const tab = "istio-apis";

describe("Egress gateway for HTTP traffic: Istio APIs", () => {
  documented(
    {
      id: "egress-gateway-for-http-traffic/istio-apis-301-then-200",
      claim: "Istio APIs: through the gateway the output is the same, 301 with location, then HTTP/2 200",
      blocks: [
        "egress-gateway-for-http-traffic/gateway-istio-apis",
        "egress-gateway-for-http-traffic/routes-istio-apis",
        "egress-gateway-for-http-traffic/request-through-gateway",
      ],
      prints:
        "HTTP/1.1 301 Moved Permanently\n...\nlocation: https://edition.cnn.com/politics\n...\n\nHTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: broken.istioApisAnswer,
      errata: ["header-case", "link-to-https"],
    },
    async (state) => {
      await setUp(state, "http/istio-apis");
      const ask = (count: number) => state.client.ask(httpRequest, count);
      await holds(asTyped(state.terminal, fromSourcePod(state, httpRequest), ask), redirectsThen200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/istio-apis-log-line",
      claim: "Istio APIs: the gateway's log has the line of that very request, with the fields that the page prints",
      blocks: [
        "before-you-begin/access-log",
        "egress-gateway-for-http-traffic/gateway-istio-apis",
        "egress-gateway-for-http-traffic/routes-istio-apis",
        "egress-gateway-for-http-traffic/log-istio-apis",
        "egress-gateway-for-http-traffic/log-line-istio-apis",
      ],
      prints:
        '"GET /politics HTTP/2" 301 - … "10.244.2.10" "curl/7.64.0" "…" "edition.cnn.com" "151.101.65.67:80" outbound|80||edition.cnn.com - 10.244.1.5:80 10.244.2.10:50482 edition.cnn.com -',
      breaks: broken.istioApisWay,
      errata: ["old-http-log-line", "last-ten-lines"],
    },
    async (state) => {
      await setUp(state, "http/istio-apis");
      await inTheLog(state, "http", tab, (count) => traceHttp(state, tab, count), {
        atHost: plainHttp,
        fields: asPrintedForHttp[tab](state),
      });
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/istio-apis-https-goes-direct",
      claim: "Istio APIs: only port 80 is redirected; a request to 443 goes directly to edition.cnn.com",
      blocks: ["egress-gateway-for-http-traffic/request-through-gateway"],
      prints: "the HTTPS traffic to port 443 went directly to edition.cnn.com",
      breaks: broken.httpsRoutedToo(tab),
    },
    async (state) => {
      await setUp(state, "http/istio-apis");
      await holds(
        (count) => traceHttps(state, tab, count),
        (journey) =>
          wentDirect(journey, clientsOwnTls, {
            upstreamCluster: "outbound|443||edition.cnn.com",
            upstreamHost: hostAt(state, 443),
            requestedServerName: "edition.cnn.com",
          }),
        atOnce,
      );
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/istio-apis-gateway-certificate",
      claim:
        "Istio APIs: the gateway's certificate is of the identity istio-egressgateway-service-account, marked critical",
      blocks: ["egress-gateway-for-http-traffic/certificate-istio-apis"],
      prints:
        "X509v3 Subject Alternative Name: critical\n    URI:spiffe://cluster.local/ns/istio-system/sa/istio-egressgateway-service-account",
      breaks: [{ ...gateway.otherServiceAccount, failsWith: /istio-ingressgateway-service-account/ }],
    },
    async ({ terminal }) =>
      certificateIs(
        terminal,
        tab,
        `
            X509v3 Subject Alternative Name: critical
                URI:spiffe://cluster.local/ns/istio-system/sa/istio-egressgateway-service-account
        `,
      ),
  );
});
