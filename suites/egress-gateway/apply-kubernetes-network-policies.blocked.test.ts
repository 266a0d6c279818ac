import { describe, expect } from "vitest";
import { control, curlWords, kubectlGet, settle, type Transcript, type Workload } from "#fixtures";
import { documented } from "./page.ts";
import * as broken from "./policy-mutants.ts";
import { answers200 } from "./claims.ts";
import { httpsRequest } from "./requests.ts";
import type { Tab } from "./set-up.ts";
import type { Egress } from "./state.ts";
import { testEgress } from "./test-egress.ts";

const titles: Record<Tab, string> = { "istio-apis": "Istio APIs", "gateway-api": "Gateway API" };

// "create a Kubernetes network policy to prevent bypassing of the egress gateway." That the cluster enforces policies at
// all is proven first, by a canary: see testEgress.
describe("Apply Kubernetes network policies: the pod without a sidecar", () => {
  documented(
    {
      id: "apply-kubernetes-network-policies/one-container",
      claim: "in test-egress curl is 1/1 Running: one container, no sidecar",
      blocks: [
        "apply-kubernetes-network-policies/namespace",
        "apply-kubernetes-network-policies/curl",
        "apply-kubernetes-network-policies/one-container",
      ],
      prints:
        "NAME                     READY     STATUS    RESTARTS   AGE\ncurl-776b7bcdcd-z7mc4    1/1       Running   0",
      breaks: [{ ...broken.injectedTooEarly, says: /curl 2\/2 Running 0/ }],
    },
    async (state) => {
      await testEgress(state, "istio-apis", "before-policy");
      const pods = await kubectlGet(state.kube, "/api/v1/namespaces/test-egress/pods?labelSelector=app%3Dcurl");
      const seen = pods.map(
        ({ NAME, READY, STATUS, RESTARTS }) => `${NAME!.split("-")[0]} ${READY} ${STATUS} ${RESTARTS}`,
      );
      expect(seen, seen.join(", ")).toEqual(["curl 1/1 Running 0"]);
    },
  );

  documented(
    {
      id: "apply-kubernetes-network-policies/200-before-policy",
      claim: "before there is a policy the pod without a sidecar gets 200 from https://edition.cnn.com/politics",
      blocks: ["apply-kubernetes-network-policies/request-before-policy"],
      prints: "200",
      breaks: [{ ...broken.policyTooEarly, says: /000\ncommand terminated with exit code 28/ }],
      errata: ["http-code-escape"],
    },
    async (state) => {
      const { client } = await testEgress(state, "istio-apis", "before-policy");
      await settle(
        () => client.run(`curl -s -o /dev/null -w "%{http_code}\\n" https://edition.cnn.com/politics`, 4),
        ({ text }) => expect(text, text).toBe("200\n"),
      );
    },
  );

  for (const tab of ["istio-apis", "gateway-api"] as const) {
    documented(
      {
        id: `apply-kubernetes-network-policies/${tab}-request-times-out`,
        claim: `${titles[tab]}: under the policy its name resolves and its connection times out, while a pod elsewhere gets 200`,
        blocks: [
          `apply-kubernetes-network-policies/policy-${tab}`,
          "apply-kubernetes-network-policies/request-blocked",
        ],
        prints: "Trying 151.101.65.67...\nconnect to 151.101.65.67 port 443 failed: Connection timed out",
        breaks: [{ ...broken.noPolicy(tab), says: /Connected to edition\.cnn\.com.* \/ < HTTP\/2 200/ }],
        errata: ["timeout-transcript"],
      },
      async (state) => {
        const { client } = await testEgress(state, tab, "under-policy");
        await settle(
          async () => (await Promise.all([...threeTimes(client), elsewhereWorks(state)])).slice(0, 3) as Transcript[],
          (answers) => answers.forEach((seen) => timesOut(state, seen)),
        );
      },
    );
  }

  documented(
    {
      id: "apply-kubernetes-network-policies/names-still-resolve",
      claim: "under the policy names still resolve: DNS in kube-system is let through",
      blocks: [
        "apply-kubernetes-network-policies/label-kube-system",
        "apply-kubernetes-network-policies/policy-istio-apis",
        "apply-kubernetes-network-policies/policy-gateway-api",
        "apply-kubernetes-network-policies/request-blocked",
      ],
      prints: 'matchLabels:\n  kube-system: "true"\nports:\n- protocol: UDP\n  port: 53',
      breaks: [{ ...broken.kubeSystemUnlabelled, says: /exit code/ }],
    },
    async (state) => {
      const { client } = await testEgress(state, "gateway-api", "under-policy");
      await settle(
        () => client.run("timeout 3 getent hosts edition.cnn.com"),
        ({ text }) => expect(text, text).toMatch(/^[\d.:a-f]+\s+edition\.cnn\.com/),
      );
    },
  );

  documented(
    {
      id: "apply-kubernetes-network-policies/outside-the-policy-still-200",
      claim: "the policy binds test-egress only: curl in default still gets 200",
      blocks: [
        "apply-kubernetes-network-policies/policy-istio-apis",
        "apply-kubernetes-network-policies/policy-gateway-api",
      ],
      prints: "kubectl apply -n test-egress",
      breaks: [{ ...broken.defaultDeniedToo, says: /curl: \(\d+\)/ }],
    },
    async (state) => {
      await testEgress(state, "gateway-api", "under-policy");
      await settle(() => state.client.run(httpsRequest, 4), answers200);
    },
  );
});

/** A denial costs its whole time limit, so that three clients wait for theirs at once. The page's curl had no limit. */
function threeTimes(client: Workload): Promise<Transcript>[] {
  return [1, 2, 3].map(() =>
    client.run("curl -v -sS -o /dev/null --connect-timeout 2 https://edition.cnn.com/politics"),
  );
}

function timesOut({ origin, target }: Egress, { text, stderr, exitCode }: Transcript): void {
  const told = text.split("\n").filter((line) => /Trying|Connected|^< HTTP|^curl:|^command/.test(line));
  const words = `curl -v: ${told.join(" / ").trim()}`;
  expect(stderr, words).toContain(`Trying ${origin ? `${target.addresses["edition.cnn.com"]}:443` : ""}`);
  expect(stderr, words).toMatch(curlWords.connectTimeout);
  expect(exitCode, words).toBe(28);
}

/** Control: the same host, from a pod that the policy does not bind. */
function elsewhereWorks({ client }: Egress): Promise<Transcript> {
  return control("curl in default asks edition.cnn.com", () => client.run(httpsRequest), answers200);
}
