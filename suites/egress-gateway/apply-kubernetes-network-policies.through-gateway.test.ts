import { describe, expect } from "vitest";
import { curlWithSidecar, kubectlGet, noteContainers, settle, type Kube, type PodSpec } from "#fixtures";
import { documented } from "./page.ts";
import * as broken from "./policy-mutants.ts";
import { clientsOwnTls, hostAt, passedThrough, wentThrough } from "./claims.ts";
import { traceHttps } from "./requests.ts";
import { testEgress } from "./test-egress.ts";

// "inject an Istio sidecar proxy into the curl pod in the test-egress namespace …" The tabs stand in the order in which
// the section before left the mesh, so that no set-up is made twice.
const tabs = [
  { tab: "gateway-api", title: "Gateway API" },
  { tab: "istio-apis", title: "Istio APIs" },
] as const;

describe("Apply Kubernetes network policies: the pod with a sidecar", () => {
  documented(
    {
      id: "apply-kubernetes-network-policies/two-containers",
      claim: "after injection and redeployment curl's pod has two containers, curl and istio-proxy, both ready",
      blocks: [
        "apply-kubernetes-network-policies/label-injection",
        "apply-kubernetes-network-policies/redeploy-curl",
        "apply-kubernetes-network-policies/containers-istio-apis",
        "apply-kubernetes-network-policies/containers-gateway-api",
      ],
      prints: "curl istio-proxy",
      breaks: [{ ...broken.injectionLabelMissing, says: /1\/1 ready, containers curl, running init containers none/ }],
      errata: ["native-sidecar"],
    },
    async (state) => {
      await testEgress(state, "gateway-api", "with-sidecar");
      const { expect: printed, reason, when } = curlWithSidecar(state.target.versions);
      const seen = await containersOf(state.kube);
      expect(seen, `${seen}; ${when}: ${reason}`).toBe(
        `2/2 ready, containers ${printed.containers.join(" ")}, running init containers ${printed.runningInitContainers.join(" ") || "none"}`,
      );
    },
  );

  for (const { tab, title } of tabs) {
    documented(
      {
        id: `apply-kubernetes-network-policies/${tab}-200-through-gateway`,
        claim: `${title}: under the same policy the request from the pod with a sidecar succeeds with 200`,
        blocks: [
          ...(tab === "istio-apis"
            ? ["label-istio-system-istio-apis", "destination-rule-istio-apis"]
            : ["label-namespaces-gateway-api"]),
          "request-through-gateway",
          `policy-${tab}`,
        ].map((block) => `apply-kubernetes-network-policies/${block}`),
        prints: "200",
        breaks: broken.throughGateway[tab],
        errata: ["http-code-escape"],
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "with-sidecar");
        await settle(
          () => client.run(`curl -sS -o /dev/null -w "%{http_code}\\n" https://edition.cnn.com/politics`, 4),
          ({ text }) => expect(text, text).toBe("200\n"),
        );
      },
    );

    documented(
      {
        id: `apply-kubernetes-network-policies/${tab}-log-line`,
        claim: `${title}: that connection went through the gateway, whose log has its line as the page prints it`,
        blocks: [`log-${tab}`, `log-line-${tab}`].map((block) => `apply-kubernetes-network-policies/${block}`),
        prints:
          '"- - -" 0 - … "151.101.193.67:443" outbound|443||edition.cnn.com 172.30.223.53:39460 172.30.223.53:443 172.30.223.58:38138 edition.cnn.com -',
        breaks: [
          {
            ...broken.noRouteToGateway(tab),
            says: /not through the gateway; the client's sidecar sent it to outbound\|443\|\|edition\.cnn\.com at/,
          },
        ],
        errata: ["last-ten-lines", ...(tab === "istio-apis" ? ["old-passthrough-log-lines"] : [])],
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "with-sidecar");
        await settle(
          () => traceHttps(state, tab, client),
          (journeys) =>
            wentThrough(journeys, clientsOwnTls, () => ({ ...passedThrough, upstreamHost: hostAt(state, 443) })),
        );
      },
    );
  }
});

/** READY as kubectl prints it, and the pod's containers in both of its lists. */
async function containersOf(kube: Kube): Promise<string> {
  const [rows, [pod]] = await Promise.all([
    kubectlGet(kube, "/api/v1/namespaces/test-egress/pods?labelSelector=app%3Dcurl"),
    kube.list("v1", "Pod", "test-egress", "app=curl"),
  ]);
  const spec = pod!.spec as PodSpec;
  noteContainers("curl.test-egress", spec);
  const { containers, initContainers = [] } = spec;
  const running = initContainers.filter(({ restartPolicy }) => restartPolicy === "Always");
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(" ") || "none";
  return `${rows[0]?.READY} ready, containers ${names(containers)}, running init containers ${names(running)}`;
}
