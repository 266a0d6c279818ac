import { describe, expect } from "vitest";
import { alternativeNames, meshCertificate, settle } from "#fixtures";
import { documented } from "./page.ts";
import * as broken from "./mutants.ts";
import { clientsOwnTls, hostAt, ipOf, plainHttp, redirectsThen200, wentDirect, wentThrough } from "./claims.ts";
import { httpRequest, traceHttp, traceHttps } from "./requests.ts";
import { gatewayPod, setUp } from "./set-up.ts";

// "First create a ServiceEntry to allow direct traffic to an external service."
describe("Egress gateway for HTTP traffic: the direct request", () => {
  documented(
    {
      id: "egress-gateway-for-http-traffic/direct-301-then-200",
      claim: "with the ServiceEntry http://edition.cnn.com/politics answers 301 with location https, then HTTP/2 200",
      blocks: ["egress-gateway-for-http-traffic/service-entry", "egress-gateway-for-http-traffic/direct-request"],
      prints:
        "HTTP/1.1 301 Moved Permanently\n...\nlocation: https://edition.cnn.com/politics\n...\n\nHTTP/2 200\nContent-Type: text/html; charset=utf-8",
      breaks: [{ ...broken.httpPortClosed, says: /503 Service Unavailable/ }],
      errata: ["header-case"],
    },
    async (state) => {
      await setUp(state, "http");
      await settle(() => state.client.run(httpRequest), redirectsThen200);
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/direct-past-the-gateway",
      claim: "that request goes to the host itself by the ServiceEntry, and not through the gateway",
      blocks: ["egress-gateway-for-http-traffic/service-entry", "egress-gateway-for-http-traffic/direct-request"],
      prints: "verify that your ServiceEntry was applied correctly",
      breaks: [
        { ...broken.noHttpServiceEntry, says: /sent it to PassthroughCluster/ },
        { ...broken.httpRoutedEarly, says: /sent it to outbound\|80\|cnn\|istio-egressgateway/ },
      ],
      errata: ["request-proves-no-service-entry"],
    },
    async (state) => {
      await setUp(state, "http");
      await settle(
        () => traceHttp(state, "istio-apis"),
        (journeys) =>
          wentDirect(journeys, plainHttp, {
            responseCode: "301",
            upstreamCluster: "outbound|80||edition.cnn.com",
            upstreamHost: hostAt(state, 80),
          }),
      );
    },
  );
});

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
      breaks: [
        { ...broken.resolutionNone("istio-apis"), says: /503 Service Unavailable/ },
        { ...broken.httpNotForwarded, says: /404 Not Found/ },
      ],
      errata: ["header-case", "link-to-https", "resolution-none"],
    },
    async (state) => {
      await setUp(state, "http/istio-apis");
      await settle(() => state.client.run(httpRequest), redirectsThen200);
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
      breaks: [{ ...broken.noVirtualService("http"), says: /sent it to outbound\|80\|\|edition\.cnn\.com at/ }],
      errata: ["old-http-log-line", "last-ten-lines"],
    },
    async (state) => {
      await setUp(state, "http/istio-apis");
      await settle(
        () => traceHttp(state, "istio-apis"),
        (journeys) =>
          wentThrough(journeys, plainHttp, ({ sidecar }) => ({
            method: "GET",
            // HTTP/2, because the port of the gateway's Service is called http2.
            protocol: "HTTP/2",
            responseCode: "301",
            responseFlags: "-",
            xff: ipOf(sidecar?.upstreamLocalAddress),
            authority: "edition.cnn.com",
            upstreamHost: hostAt(state, 80),
            upstreamCluster: "outbound|80||edition.cnn.com",
            routeName: "-",
          })),
      );
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/istio-apis-https-goes-direct",
      claim: "Istio APIs: only port 80 is redirected; a request to 443 goes directly to edition.cnn.com",
      blocks: ["egress-gateway-for-http-traffic/request-through-gateway"],
      prints: "the HTTPS traffic to port 443 went directly to edition.cnn.com",
      breaks: [{ ...broken.httpsRoutedToo("istio-apis"), says: /sent it to outbound\|443\|cnn\|istio-egressgateway/ }],
    },
    async (state) => {
      await setUp(state, "http/istio-apis");
      await settle(
        () => traceHttps(state, "istio-apis"),
        (journeys) =>
          wentDirect(journeys, clientsOwnTls, {
            upstreamCluster: "outbound|443||edition.cnn.com",
            upstreamHost: hostAt(state, 443),
            requestedServerName: "edition.cnn.com",
          }),
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
      breaks: [{ ...broken.otherServiceAccount, says: /istio-ingressgateway-service-account/ }],
    },
    async ({ kube, target }) => {
      const seen = alternativeNames(await meshCertificate(target, await gatewayPod(kube, "istio-apis")));
      expect(seen, `the certificate is for ${seen.names.join(", ")}`).toEqual({
        critical: true,
        names: ["URI:spiffe://cluster.local/ns/istio-system/sa/istio-egressgateway-service-account"],
      });
    },
  );
});
