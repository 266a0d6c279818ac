import { describe, expect } from "vitest";
import { alternativeNames, kubectlGet, meshCertificate, settle } from "#fixtures";
import { documented } from "./page.ts";
import * as broken from "./mutants.ts";
import { clientsOwnTls, hostAt, ipOf, plainHttp, redirectsThen200, wentDirect, wentThrough } from "./claims.ts";
import { httpRequest, traceHttp, traceHttps } from "./requests.ts";
import { gatewayPod, setUp } from "./set-up.ts";

describe("Egress gateway for HTTP traffic: Gateway API", () => {
  documented(
    {
      id: "egress-gateway-for-http-traffic/gateway-api-deploys-gateway",
      claim: "Gateway API: the Gateway of class istio deploys its own gateway, with a Service of type ClusterIP",
      blocks: ["egress-gateway-for-http-traffic/gateway-gateway-api"],
      prints: "networking.istio.io/service-type: ClusterIP",
      breaks: [{ ...broken.noServiceType, says: /LoadBalancer/ }],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      await settle(
        () =>
          kubectlGet(
            state.kube,
            "/api/v1/namespaces/default/services?labelSelector=gateway.networking.k8s.io%2Fgateway-name%3Dcnn-egress-gateway",
          ),
        (services) =>
          expect(services.map((row) => `${row.NAME} ${row.TYPE} ${row["EXTERNAL-IP"]} ${row["PORT(S)"]}`)).toEqual([
            "cnn-egress-gateway-istio ClusterIP <none> 15021/TCP,80/TCP",
          ]),
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
      breaks: [
        { ...broken.resolutionNone("gateway-api"), says: /503 Service Unavailable/ },
        { ...broken.noForwardHttpRoute, says: /404 Not Found/ },
      ],
      errata: ["header-case", "link-to-https", "resolution-none"],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      await settle(() => state.client.run(httpRequest), redirectsThen200);
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
      breaks: [{ ...broken.noDirectHttpRoute, says: /sent it to outbound\|80\|\|edition\.cnn\.com at/ }],
      errata: ["last-ten-lines"],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      await settle(
        () => traceHttp(state, "gateway-api"),
        (journeys) =>
          wentThrough(journeys, plainHttp, ({ sidecar, gateway }) => ({
            method: "GET",
            protocol: "HTTP/1.1",
            responseCode: "301",
            responseFlags: "-",
            responseCodeDetails: "via_upstream",
            xff: ipOf(sidecar?.upstreamLocalAddress),
            authority: "edition.cnn.com",
            upstreamHost: hostAt(state, 80),
            upstreamCluster: "outbound|80||edition.cnn.com",
            downstreamLocalAddress: `${ipOf(gateway?.upstreamLocalAddress)}:80`,
            requestedServerName: "-",
            routeName: "default.forward-cnn-from-egress-gateway.0",
          })),
      );
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/gateway-api-https-goes-direct",
      claim: "Gateway API: only port 80 is redirected; a request to 443 goes directly to edition.cnn.com",
      blocks: ["egress-gateway-for-http-traffic/request-through-gateway"],
      prints: "the HTTPS traffic to port 443 went directly to edition.cnn.com",
      breaks: [
        { ...broken.httpsRoutedToo("gateway-api"), says: /sent it to outbound\|443\|\|cnn-egress-gateway-istio/ },
      ],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      await settle(
        () => traceHttps(state, "gateway-api"),
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
      id: "egress-gateway-for-http-traffic/gateway-api-gateway-certificate",
      claim: "Gateway API: the gateway's certificate is of the identity cnn-egress-gateway-istio, marked critical",
      blocks: ["egress-gateway-for-http-traffic/certificate-gateway-api"],
      prints:
        "X509v3 Subject Alternative Name: critical\n    URI:spiffe://cluster.local/ns/default/sa/cnn-egress-gateway-istio",
      breaks: [{ ...broken.annotatedServiceAccount, says: /ns\/default\/sa\/somebody-else/ }],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      const { kube, target } = state;
      const seen = alternativeNames(await meshCertificate(target, await gatewayPod(kube, "gateway-api")));
      expect(seen, `the certificate is for ${seen.names.join(", ")}`).toEqual({
        critical: true,
        names: ["URI:spiffe://cluster.local/ns/default/sa/cnn-egress-gateway-istio"],
      });
    },
  );
});
