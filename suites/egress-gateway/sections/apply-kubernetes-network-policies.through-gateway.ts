import { describe } from "vitest";
import { curlWithSidecar, expectNothing, expectPrinted, holds } from "#fixtures";
import { escape } from "../attacker.ts";
import { timesOut, works } from "../blocked.ts";
import { answers200, clientsOwnTls, reachedHost } from "../claims.ts";
import * as lines from "../command-lines.ts";
import { containersOf } from "../containers.ts";
import { inTheLog } from "../gateway-log.ts";
import { asPrintedForHttps } from "../log-lines.ts";
import { documented } from "../page.ts";
import * as broken from "../mutants/sidecar.ts";
import { atOnce, traceHttps } from "../requests.ts";
import { testEgress } from "../test-egress.ts";

// "inject an Istio sidecar proxy into the curl pod in the test-egress namespace …" The tabs stand in the order in which
// the section before left the mesh, so that no set-up is made twice.
const tabs = [
  { tab: "gateway-api", title: "Gateway API" },
  { tab: "istio-apis", title: "Istio APIs" },
] as const;
const section = "apply-kubernetes-network-policies";

describe("Apply Kubernetes network policies: the pod with a sidecar", () => {
  for (const { tab, title } of tabs) {
    documented(
      {
        id: `${section}/${tab}-two-containers`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${title}: after injection and redeployment curl's pod has two containers, curl and istio-proxy, both ready`,
        blocks: [`${section}/label-injection`, `${section}/redeploy-curl`, `${section}/containers-${tab}`],
        prints: "curl istio-proxy",
        breaks: [
          {
            ...broken.injectionLabelMissing(tab),
            failsWith: /1\/1 ready, containers curl, running init containers none/,
          },
        ],
        errata: ["native-sidecar"],
      },
      async (state) => {
        await testEgress(state, tab, "injected");
        const { expect: printed, reason, when } = curlWithSidecar(state.target.versions);
        expectPrinted(
          await containersOf(state),
          `2/2 ready, containers ${printed.containers.join(" ")}, running init containers ${printed.runningInitContainers.join(" ") || "none"}`,
          `${when}: ${reason}`,
        );
      },
    );

    if (tab === "istio-apis")
      documented(
        {
          id: `${section}/istio-apis-fails-without-destination-rule`,
          needs: ["network-policy", "system-namespace-labels"],
          claim:
            "Istio APIs: without a DestinationRule in test-egress the request from there fails, while that from default succeeds",
          blocks: [`${section}/destination-rule-istio-apis`],
          prints:
            "Before you proceed, you'll need to create a destination rule similar to the one in the default namespace",
          breaks: broken.destinationRuleTooEarly,
        },
        async (state) => {
          const { client } = await testEgress(state, tab, "injected");
          const ask = async (count: number) => {
            const failing = client.ask(lines.codeThroughGateway, count);
            return (await Promise.all([failing, works(state)]))[0];
          };
          await holds(ask, ({ text }) =>
            expectPrinted(
              text.replace(/^curl: \(35\) .*/m, "curl: (35)"),
              "000\ncurl: (35)\ncommand terminated with exit code 35",
            ),
          );
        },
      );

    documented(
      {
        id: `${section}/${tab}-200-through-gateway`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${title}: under the same policy the request from the pod with a sidecar succeeds with 200`,
        blocks: [
          ...(tab === "istio-apis"
            ? ["label-istio-system-istio-apis", "destination-rule-istio-apis"]
            : ["label-namespaces-gateway-api"]),
          "request-through-gateway",
          `policy-${tab}`,
        ].map((block) => `${section}/${block}`),
        prints: "200",
        breaks: broken.cannotReachGateway[tab],
        errata: ["http-code-escape"],
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "with-sidecar");
        const ask = (count: number) => client.ask(lines.codeThroughGateway, count);
        const typed = lines.asTyped(state.terminal, lines.fromTestEgress(lines.codeThroughGateway), ask);
        await holds(typed, ({ text }) => expectPrinted(text, "200"));
      },
    );

    documented(
      {
        id: `${section}/${tab}-log-line`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${title}: that connection went through the gateway, whose log has its line as the page prints it`,
        blocks: [`log-${tab}`, `log-line-${tab}`].map((block) => `${section}/${block}`),
        prints:
          '"- - -" 0 - … "151.101.193.67:443" outbound|443||edition.cnn.com 172.30.223.53:39460 172.30.223.53:443 172.30.223.58:38138 edition.cnn.com -',
        breaks: broken.pastTheGateway(tab),
        errata: ["last-ten-lines", ...(tab === "istio-apis" ? ["old-passthrough-log-lines"] : [])],
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "with-sidecar");
        await inTheLog(state, "https", tab, (count) => traceHttps(state, tab, count, client), {
          atHost: clientsOwnTls,
          fields: asPrintedForHttps[tab](state),
        });
      },
    );

    documented(
      {
        id: `${section}/${tab}-past-the-sidecar-blocked`,
        needs: ["network-policy", "system-namespace-labels"],
        claim: `${title}: who bypasses the sidecar of that pod is blocked by the policy, while the pod itself gets 200`,
        blocks: [`${section}/policy-${tab}`, `${section}/request-blocked`],
        prints:
          "even if a malicious pod manages to bypass its sidecar proxy, it will not be able to access external sites and will be blocked by the network policy",
        breaks: broken.attackerGetsOut(tab),
      },
      async (state) => {
        const there = await testEgress(state, tab, "with-sidecar");
        const [client, attacker] = [there.client, (await there.attacker)!];
        const ask = async (count: number) => {
          const denied = attacker.ask(`${lines.blockedRequest} -o /dev/null`, count);
          return (await Promise.all([denied, works(state, client, "the pod itself")]))[0];
        };
        await holds(ask, (seen) => timesOut(state, seen), atOnce);
      },
    );
  }

  documented(
    {
      id: `${section}/attacker-gets-out-without-policy`,
      needs: ["network-policy", "system-namespace-labels"],
      claim: "without the policy who bypasses the sidecar gets to the host, and the gateway's log knows nothing of it",
      blocks: [`${section}/policy-istio-apis`, `${section}/policy-gateway-api`],
      prints:
        "If attackers bypass the sidecar proxy, they could directly access external services without traversing the egress gateway",
      breaks: broken.attackerBlocked,
    },
    async (state) => {
      const attacker = (await (await testEgress(state, "istio-apis", "without-policy")).attacker)!;
      await holds(
        (count) => escape(state, "istio-apis", attacker, count),
        (seen) => {
          answers200(seen.transcript);
          reachedHost(seen, clientsOwnTls);
          expectNothing(seen.gatewayLines, "no line in the gateway's log");
        },
        atOnce,
      );
    },
  );
});
