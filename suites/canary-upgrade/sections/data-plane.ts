import { describe } from "vitest";
import { ClaimError, lossText, until } from "#fixtures";
import { gatewaysOld, httpbinMovedBack, sampleUnreachable, servingKilled } from "../mutants/index.ts";
import { sentOnTheWay } from "../../upgrade/claims.ts";
import { nothingLostOnTheWayTo } from "../claims.ts";
import { documented } from "../page.ts";
import { expectProxies } from "../../upgrade/proxies.ts";
import { reach } from "../stages.ts";
import { toSample } from "../../upgrade/streams.ts";

describe("Data plane", () => {
  documented(
    {
      id: "data-plane/gateway-on-canary",
      claim: "the gateways have been upgraded in place: the canary configures them",
      blocks: ["data-plane/gateway", "control-plane/install"],
      prints: "istiod-canary-…",
      breaks: [{ ...gatewaysOld, failsWith: /not seen .*istio-ingressgateway-/ }],
      errata: ["proxy-status-columns", "proxy-status-of-one-revision"],
    },
    async (state) => {
      await reach(state, "installed");
      await expectProxies(
        state,
        "canary",
        "gateway",
        `istio-egressgateway-….istio-system of istiod-canary-…, new
istio-ingressgateway-….istio-system of istiod-canary-…, new`,
      );
    },
  );

  documented(
    {
      id: "data-plane/nothing-lost",
      claim:
        "while test-ns is moved to the canary and its pods are restarted, no request is lost of a server that answers until its pod has ended",
      blocks: ["data-plane/label", "data-plane/restart"],
      prints: "kubectl rollout restart deployment -n test-ns",
      breaks: [{ ...servingKilled("moved"), failsWith: /requests were lost: .*(connections|sidecar|gateway)/ }],
    },
    (state) => nothingLostOnTheWayTo(state, "moved"),
  );

  documented(
    {
      id: "data-plane/sample-refuses-at-its-end",
      claim:
        "of the requests to the sample as it is, which closes its port once its pod is told to end, at most those of that moment are lost, each with a 503",
      blocks: ["data-plane/restart"],
      prints: "kubectl rollout restart deployment -n test-ns",
      breaks: [{ ...sampleUnreachable, failsWith: /requests to the sample were lost/ }],
      errata: ["sample-closes-its-port"],
    },
    async (state) => {
      await reach(state, "moved");
      const requests = await until(
        "requests to the sample",
        async () => {
          const sent = (await sentOnTheWay(state, "moved")).get(toSample) ?? [];
          return sent.length > 0 ? sent : undefined;
        },
        { within: 5_000 },
      );
      const lost = requests.filter(({ ok }) => !ok);
      // The moment: from the pod's end until its endpoint is gone from every client, within a second.
      const apart = (lost.at(-1)?.at ?? 0) - (lost[0]?.at ?? 0);
      if (lost.every(({ status }) => status === "503") && apart <= 1_000) return;
      throw new ClaimError(`${lost.length} of ${requests.length} requests to the sample were lost over ${apart} ms`, {
        expected: "none, or some with 503 within one second",
        observed: lost.map(lossText).join("\n"),
      });
    },
  );

  documented(
    {
      id: "data-plane/test-ns-on-canary",
      claim: "all pods of test-ns have sidecars of the new version, which the canary configures",
      blocks: ["data-plane/label", "data-plane/restart", "data-plane/proxy-status"],
      prints: 'istioctl proxy-status | grep "\\.test-ns "',
      breaks: [{ ...httpbinMovedBack, failsWith: /not seen .*httpbin-/ }],
      errata: ["proxy-status-of-one-revision"],
    },
    async (state) => {
      await reach(state, "moved");
      await expectProxies(
        state,
        "canary",
        "\\.test-ns ",
        `httpbin-….test-ns of istiod-canary-…, new
serving-….test-ns of istiod-canary-…, new
strict-….test-ns of istiod-canary-…, new
tls-….test-ns of istiod-canary-…, new`,
      );
    },
  );
});
