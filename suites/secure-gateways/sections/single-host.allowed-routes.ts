import { describe, expect } from "vitest";
import { holds, routeAcceptance, settle, type HttpsOutcome } from "#fixtures";
import { allowsEveryNamespace, pastTheGateway } from "../mutants/index.ts";
import { documented, needsOf } from "../page.ts";
import { ask, teapotAnswers } from "../requests.ts";
import { foreignRoute, gateways } from "../resources.ts";
import { at } from "../steps.ts";

const position = { tab: "gateway-api", step: "single-host" } as const;

/** Of the Gateway's own namespace, which its listener does not select; it answers by itself, whatever there is behind it. */
const redirect = {
  ...foreignRoute,
  spec: {
    parentRefs: [{ name: "mygateway", namespace: gateways }],
    hostnames: ["httpbin.example.com"],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/foreign" } }],
        filters: [{ type: "RequestRedirect", requestRedirect: { hostname: "example.com", statusCode: 302 } }],
      },
    ],
  },
};

describe("Configure a TLS ingress gateway for a single host: whose routes the listener takes", () => {
  documented(
    {
      id: "single-host/routes-of-default-alone",
      needs: needsOf("gateway-api"),
      claim: "a route of another namespace than default is not taken: its status says so, and its path gets 404",
      blocks: ["single-host/gateway-gateway-api"],
      prints: "allowedRoutes.namespaces.selector.matchLabels: kubernetes.io/metadata.name: default",
      breaks: [
        { ...allowsEveryNamespace(position), failsWith: /seen “Accepted True: Accepted”/ },
        { ...pastTheGateway(position), failsWith: /unstable/ },
      ],
    },
    async (state) => {
      await at(state, "gateway-api", "single-host");
      const { kube } = state;
      await kube.applyObject(redirect);
      try {
        await settle(
          async () => routeAcceptance(await kube.find(foreignRoute)),
          (seen) => expect(seen).toBe("Accepted False: NotAllowedByListeners"),
        );
        await holds(
          (count) => ask(state, count, { path: "/foreign" }),
          (seen) => expect(answered(seen)).toBe("HTTP/2 404, by istio-envoy"),
          { control: () => teapotAnswers(state) },
        );
      } finally {
        await kube.remove(foreignRoute);
      }
    },
  );
});

/** "HTTP/2 404, by istio-envoy". */
function answered(seen: HttpsOutcome): string {
  if (seen.outcome === "refused") return seen.text;
  return `${seen.tls.protocol} ${seen.status}, by ${seen.headers.server ?? "nobody who says so"}`;
}
