import { describe } from "vitest";
import { expectRows, holds, settle } from "#fixtures";
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

const tab = "gateway-api";

describe("Egress gateway for HTTP traffic: Gateway API", () => {
  documented(
    {
      id: "egress-gateway-for-http-traffic/gateway-api-deploys-gateway",
      claim: "Gateway API: the Gateway of class istio deploys its own gateway, with a Service of type ClusterIP",
      blocks: ["egress-gateway-for-http-traffic/gateway-gateway-api"],
      prints: "networking.istio.io/service-type: ClusterIP",
      breaks: [{ ...gateway.noServiceType, failsWith: /seen “cnn-egress-gateway-istio LoadBalancer/ }],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      await settle(
        () => state.terminal.run("kubectl get service -l gateway.networking.k8s.io/gateway-name=cnn-egress-gateway"),
        ({ text }) =>
          expectRows(
            text,
            `
              NAME                       TYPE        CLUSTER-IP      EXTERNAL-IP   PORT(S)
              cnn-egress-gateway-istio   ClusterIP   10.96.155.169   <none>        15021/TCP,80/TCP
            `,
          ),
      );
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/gateway-api-301-then-200",
      claim: "Gateway API: through the gateway the output is the same, 301 with location, then HTTP/2 200",
      blocks: [
        "egress-gateway-for-http-traffic/gateway-gateway-api",
        "egress-gateway-for-http-traffic/routes-gateway-api",
        "egress-gateway-for-http-traffic/request-through-gateway",
      ],
      prints:
        "HTTP/1.1 301 Moved Permanently\n...\nlocation: https://edition.cnn.com/politics\n...\n\nHTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: broken.gatewayApiAnswer,
      errata: ["header-case", "link-to-https"],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      const ask = (count: number) => state.client.ask(httpRequest, count);
      await holds(asTyped(state.terminal, fromSourcePod(state, httpRequest), ask), redirectsThen200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/gateway-api-log-line",
      claim: "Gateway API: the gateway's log has the line of that very request, with the fields that the page prints",
      blocks: [
        "before-you-begin/access-log",
        "egress-gateway-for-http-traffic/gateway-gateway-api",
        "egress-gateway-for-http-traffic/routes-gateway-api",
        "egress-gateway-for-http-traffic/log-gateway-api",
        "egress-gateway-for-http-traffic/log-line-gateway-api",
      ],
      prints:
        '"GET /politics HTTP/1.1" 301 - via_upstream - "-" 0 0 2 2 "172.30.239.55" "curl/7.87.0-DEV" "…" "edition.cnn.com" "151.101.195.5:80" outbound|80||edition.cnn.com 172.30.239.16:55636 172.30.239.16:80 172.30.239.55:59224 - default.forward-cnn-from-egress-gateway.0',
      breaks: broken.gatewayApiWay,
      errata: ["last-ten-lines"],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      await inTheLog(state, "http", tab, (count) => traceHttp(state, tab, count), {
        atHost: plainHttp,
        fields: asPrintedForHttp[tab](state),
      });
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/gateway-api-https-goes-direct",
      claim: "Gateway API: only port 80 is redirected; a request to 443 goes directly to edition.cnn.com",
      blocks: ["egress-gateway-for-http-traffic/request-through-gateway"],
      prints: "the HTTPS traffic to port 443 went directly to edition.cnn.com",
      breaks: broken.httpsRoutedToo(tab),
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
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
      id: "egress-gateway-for-http-traffic/gateway-api-gateway-certificate",
      claim: "Gateway API: the gateway's certificate is of the identity cnn-egress-gateway-istio, marked critical",
      blocks: ["egress-gateway-for-http-traffic/certificate-gateway-api"],
      prints:
        "X509v3 Subject Alternative Name: critical\n    URI:spiffe://cluster.local/ns/default/sa/cnn-egress-gateway-istio",
      breaks: [{ ...gateway.annotatedServiceAccount, failsWith: /ns\/default\/sa\/somebody-else/ }],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      await certificateIs(
        state.terminal,
        tab,
        `
            X509v3 Subject Alternative Name: critical
                URI:spiffe://cluster.local/ns/default/sa/cnn-egress-gateway-istio
        `,
      );
    },
  );
});
