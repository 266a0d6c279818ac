import { describe, expect } from "vitest";
import { holds } from "#fixtures";
import { consume } from "../forms.ts";
import { askOverEgressGateway } from "../journey.ts";
import * as mutants from "../mutants/egress-gateway.ts";
import { documented } from "../page.ts";
import type { Form } from "../resources.ts";

const atEgressGateway: Form = { entry: "http", rule: "verifying", atEgressGateway: true };

// "the egress gateway to handle all outcoming traffic from the cluster", as the page's picture has it. Its two resources
// do not lead there by themselves: see the erratum egress-gateway-not-used.
describe("How To Consume SSL from Istio?: over the egress gateway", () => {
  documented(
    {
      id: "consume-tls/egress-gateway-originates",
      needs: ["egress-gateway", "outside-hosts", "mesh-wide-routes", "access-log", "outside-hosts-record"],
      claim: "led over the egress gateway, plain http of the application leaves the cluster there, and as TLS",
      blocks: ["consume-tls/service-entry", "consume-tls/destination-rule"],
      prints: "the egress gateway to handle all outcoming traffic from the cluster",
      breaks: [
        { ...mutants.missing("gateway", atEgressGateway), failsWith: /not in the egress gateway's log/ },
        { ...mutants.missing("rule", atEgressGateway), failsWith: /not in the egress gateway's log/ },
        { ...mutants.missing("route", atEgressGateway), failsWith: /not in the egress gateway's log/ },
        { ...mutants.gatewayWithoutTls(atEgressGateway), failsWith: /not in the egress gateway's log/ },
        { ...mutants.plainTextToGateway(atEgressGateway), failsWith: /not in the egress gateway's log/ },
        { ...mutants.pastItNowAndThen(atEgressGateway), failsWith: /unstable[^]*not in the egress gateway's log/ },
      ],
      errata: ["egress-gateway-not-used"],
    },
    async (state) => {
      await consume(state, atEgressGateway);
      const wikipedia = `${state.target.addresses["wikipedia.org"]}:443`;
      await holds(
        (count) => askOverEgressGateway(state, count),
        ({ text }) =>
          expect(text).toBe(
            "200: the sidecar to outbound|443|wikipedia|istio-egressgateway.istio-system.svc.cluster.local; " +
              `the egress gateway sent it to outbound|80||wikipedia.org at ${wikipedia}; ` +
              "TLS on 443, SNI wikipedia.org, for wikipedia.org",
          ),
        { batch: 60 },
      );
    },
  );
});
