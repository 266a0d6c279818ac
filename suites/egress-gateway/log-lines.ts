import { hostAt, ipOf, passedThrough, type Fields } from "./claims.ts";
import type { Journey } from "./requests.ts";
import type { Egress } from "./state.ts";

/* The gateway's log lines as the page prints them, by section and tab: what of each field is the same on every cluster. */

type Line = (state: Egress) => (journey: Journey) => Fields;

/** Today's curl, where the page has an older one. */
const curl = /^curl\/\d+\.\d+\.\d+$/;

export const asPrintedForHttp: Record<"istio-apis" | "gateway-api", Line> = {
  "istio-apis":
    (state) =>
    ({ sidecar, gateway }) => ({
      method: "GET",
      // HTTP/2, because the port of the gateway's Service is called http2.
      protocol: "HTTP/2",
      responseCode: "301",
      responseFlags: "-",
      xff: ipOf(sidecar?.upstreamLocalAddress),
      userAgent: curl,
      requestId: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
      authority: "edition.cnn.com",
      upstreamHost: hostAt(state, 80),
      upstreamCluster: "outbound|80||edition.cnn.com",
      // The Service's port is 80, and leads to 8080: today's gateway needs no privilege to listen.
      downstreamLocalAddress: `${ipOf(gateway?.upstreamLocalAddress)}:8080`,
      requestedServerName: "-",
      routeName: "-",
    }),
  "gateway-api":
    (state) =>
    ({ sidecar, gateway }) => ({
      method: "GET",
      protocol: "HTTP/1.1",
      responseCode: "301",
      responseFlags: "-",
      responseCodeDetails: "via_upstream",
      xff: ipOf(sidecar?.upstreamLocalAddress),
      userAgent: curl,
      requestId: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
      authority: "edition.cnn.com",
      upstreamHost: hostAt(state, 80),
      upstreamCluster: "outbound|80||edition.cnn.com",
      downstreamLocalAddress: `${ipOf(gateway?.upstreamLocalAddress)}:80`,
      requestedServerName: "-",
      routeName: "default.forward-cnn-from-egress-gateway.0",
    }),
};

export const asPrintedForHttps: Record<"istio-apis" | "gateway-api", Line> = {
  "istio-apis":
    (state) =>
    ({ gateway }) => ({
      ...passedThrough,
      upstreamHost: hostAt(state, 443),
      // The Service's port is 443, and leads to 8443.
      downstreamLocalAddress: `${ipOf(gateway?.upstreamLocalAddress)}:8443`,
    }),
  "gateway-api":
    (state) =>
    ({ gateway }) => ({
      ...passedThrough,
      responseCodeDetails: "-",
      upstreamHost: hostAt(state, 443),
      downstreamLocalAddress: `${ipOf(gateway?.upstreamLocalAddress)}:443`,
    }),
};
