import { describe, expect } from "vitest";
import { routeAcceptance, settle } from "#fixtures";
import { allowsEveryNamespace } from "../mutants/gateway.ts";
import { foreignRoute } from "../objects.ts";
import { documented } from "../page.ts";
import { setUp } from "../set-up.ts";

/** As the page's own route from the gateway, but for its namespace. */
const route = {
  ...foreignRoute,
  spec: {
    parentRefs: [{ name: "cnn-egress-gateway", namespace: "default" }],
    hostnames: ["edition.cnn.com"],
    rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { hostname: "example.com", statusCode: 302 } }] }],
  },
};

describe("Egress gateway for HTTP traffic: whose routes the listener takes", () => {
  documented(
    {
      id: "egress-gateway-for-http-traffic/gateway-api-routes-of-its-namespace",
      claim: "Gateway API: a route of another namespace than the Gateway's is not taken, and its status says so",
      blocks: ["egress-gateway-for-http-traffic/gateway-gateway-api"],
      prints: "allowedRoutes.namespaces.from: Same",
      breaks: [{ ...allowsEveryNamespace, failsWith: /seen “Accepted True: Accepted”/ }],
    },
    async (state) => {
      await setUp(state, "http/gateway-api");
      const { kube } = state;
      await kube.applyObject(route);
      try {
        await settle(
          async () => routeAcceptance(await kube.find(foreignRoute)),
          (seen) => expect(seen).toBe("Accepted False: NotAllowedByListeners"),
        );
      } finally {
        await kube.remove(foreignRoute);
      }
    },
  );
});
