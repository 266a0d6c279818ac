import { describe } from "vitest";
import { expectPrinted, holds } from "#fixtures";
import { timesOut, works } from "../blocked.ts";
import { answers200 } from "../claims.ts";
import * as lines from "../command-lines.ts";
import { elsewhere } from "../elsewhere.ts";
import { documented } from "../page.ts";
import * as broken from "../mutants/policy.ts";
import { atOnce } from "../requests.ts";
import { testEgress } from "../test-egress.ts";

const section = "apply-kubernetes-network-policies";
const titles = { "istio-apis": "Istio APIs", "gateway-api": "Gateway API" };

// "create a Kubernetes network policy to prevent bypassing of the egress gateway." That the cluster enforces policies at
// all is proven first, by a canary: see testEgress.
describe("Apply Kubernetes network policies: the pod without a sidecar", () => {
  for (const tab of ["istio-apis", "gateway-api"] as const) {
    documented(
      {
        id: `${section}/${tab}-request-times-out`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${titles[tab]}: under the policy its name resolves and its connection times out, while a pod elsewhere gets 200`,
        blocks: [`${section}/policy-${tab}`, `${section}/request-blocked`],
        prints: "Trying 151.101.65.67...\nconnect to 151.101.65.67 port 443 failed: Connection timed out",
        breaks: broken.getsOut(tab),
        errata: ["timeout-transcript"],
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "under-policy");
        const ask = async (count: number) => {
          const denied = client.ask(`${lines.blockedRequest} -o /dev/null`, count);
          return (await Promise.all([denied, works(state)]))[0];
        };
        const typed = lines.asTyped(state.terminal, lines.fromTestEgress(lines.blockedRequest), ask);
        await holds(typed, (seen) => timesOut(state, seen), atOnce);
      },
    );

    documented(
      {
        id: `${section}/${tab}-names-still-resolve`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${titles[tab]}: under the policy names still resolve: DNS in kube-system is let through`,
        blocks: [`${section}/label-kube-system`, `${section}/policy-${tab}`, `${section}/request-blocked`],
        prints: 'matchLabels:\n  kube-system: "true"\nports:\n- protocol: UDP\n  port: 53',
        breaks: broken.namesUnknown(tab),
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "under-policy");
        await holds(
          (count) => client.ask("timeout 3 getent hosts edition.cnn.com >/dev/null && echo edition.cnn.com", count),
          ({ text }) => expectPrinted(text, "edition.cnn.com"),
          atOnce,
        );
      },
    );

    documented(
      {
        id: `${section}/${tab}-nothing-else`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${titles[tab]}: under the policy connections to other ports, addresses and namespaces time out as well`,
        blocks: [`${section}/policy-${tab}`],
        prints:
          "limit the egress traffic to the control plane, the gateway and the DNS service of kube-system (port 53)",
        breaks: broken.letsMoreThrough(tab),
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "under-policy");
        const destinations = await elsewhere(state, tab);
        const ask = async (count: number) => {
          const denied = client.askEach(destinations.commands(count));
          return (await Promise.all([denied, destinations.answerOthers(state.client)]))[0];
        };
        await holds(ask, (seen) => timesOut(state, seen, "curl"), atOnce);
      },
    );

    documented(
      {
        id: `${section}/${tab}-control-plane-reachable`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${titles[tab]}: under the policy the control plane in istio-system is let through: istiod answers 200`,
        blocks: [
          `${section}/${tab === "istio-apis" ? "label-istio-system-istio-apis" : "label-namespaces-gateway-api"}`,
          `${section}/policy-${tab}`,
        ],
        prints: "matchLabels:\n  istio: system",
        breaks: broken.controlPlaneClosed(tab),
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "under-policy");
        const request = `curl -sS -o /dev/null -w "%{http_code}\\n" http://istiod.istio-system:15014/version`;
        await holds(
          (count) => client.ask(request, count),
          ({ text }) => expectPrinted(text, "200"),
        );
      },
    );

    documented(
      {
        id: `${section}/${tab}-outside-the-policy-still-200`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${titles[tab]}: the policy binds test-egress only: curl in default still gets 200`,
        blocks: [`${section}/policy-${tab}`],
        prints: "kubectl apply -n test-egress",
        breaks: broken.defaultBoundToo(tab),
      },
      async (state) => {
        await testEgress(state, tab, "under-policy");
        await holds((count) => state.client.ask(lines.httpsRequest, count), answers200);
      },
    );
  }
});
