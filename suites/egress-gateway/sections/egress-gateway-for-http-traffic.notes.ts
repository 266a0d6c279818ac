import { describe } from "vitest";
import { expectPrinted, holds } from "#fixtures";
import { documented } from "../page.ts";
import { endedAtGateway, plainHttp, wentThrough } from "../claims.ts";
import * as broken from "../mutants/note.ts";
import { atOnce, traceHttp } from "../requests.ts";
import { setUp } from "../set-up.ts";

const tab = "istio-apis";

// What the page says beside its steps: a tip and a warning.
describe("Egress gateway for HTTP traffic: the page's notes", () => {
  documented(
    {
      id: "egress-gateway-for-http-traffic/istio-apis-two-hosts",
      claim: "Istio APIs: two hosts that the Gateway lists go through it, the second one's route by the same subset",
      blocks: ["egress-gateway-for-http-traffic/gateway-istio-apis"],
      prints: "a list of hosts in the Gateway, the subset of the DestinationRule reused",
      breaks: broken.twoHosts,
    },
    async (state) => {
      await setUp(state, "http/istio-apis/two-hosts");
      await holds(
        (count) => traceHttp(state, tab, count, ["www.cnn.com", "edition.cnn.com"]),
        (journey) => {
          const host = journey.sidecar?.authority ?? "no host";
          wentThrough(journey, { ...plainHttp, host }, { upstreamCluster: `outbound|80||${host}` });
          const { upstreamCluster = "none" } = journey.sidecar ?? {};
          expectPrinted(upstreamCluster, "outbound|80|cnn|istio-egressgateway.istio-system.svc.cluster.local");
        },
        atOnce,
      );
    },
  );

  documented(
    {
      id: "egress-gateway-for-http-traffic/resolution-none",
      claim: "Istio APIs: with resolution NONE, which the page warns of, no request gets from the gateway to the host",
      blocks: ["egress-gateway-for-http-traffic/service-entry"],
      prints: "DNS resolution must be used: with NONE the gateway does not direct the traffic to the external service",
      breaks: broken.resolutionNone,
      errata: ["resolution-none"],
    },
    async (state) => {
      await setUp(state, "http/istio-apis/resolution-none");
      await holds(
        (count) => traceHttp(state, tab, count),
        (journey) => endedAtGateway(journey, { responseCode: "503", upstreamCluster: "outbound|80||edition.cnn.com" }),
        atOnce,
      );
    },
  );
});
