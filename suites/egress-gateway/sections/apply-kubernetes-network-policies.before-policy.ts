import { describe } from "vitest";
import { expectPrinted, expectRows, holds } from "#fixtures";
import { sampleIsThere } from "../client.ts";
import * as lines from "../command-lines.ts";
import { documented } from "../page.ts";
import * as broken from "../mutants/policy.ts";
import { testEgress } from "../test-egress.ts";

const section = "apply-kubernetes-network-policies";

// "you will create a namespace, test-egress, deploy the curl sample to it, and then attempt to send requests to a
// gateway-secured external service."
describe("Apply Kubernetes network policies: before the policy", () => {
  documented(
    {
      id: `${section}/curl-sample`,
      needs: ["network-policy", "system-namespace-labels"],
      claim:
        "in test-egress the sample makes a ServiceAccount, a Service on port 80 and a Deployment, each called curl",
      blocks: [`${section}/namespace`, `${section}/curl`],
      prints: "kubectl create namespace test-egress\nkubectl apply -n test-egress -f @samples/curl/curl.yaml@",
      breaks: broken.noSample,
    },
    async (state) => {
      await testEgress(state, "istio-apis", "before-policy");
      await sampleIsThere(state.terminal, "test-egress");
    },
  );

  documented(
    {
      id: `${section}/one-container`,
      needs: ["network-policy", "system-namespace-labels"],
      claim: "in test-egress curl is 1/1 Running: one container, no sidecar",
      blocks: [`${section}/namespace`, `${section}/curl`, `${section}/one-container`],
      prints:
        "NAME                     READY     STATUS    RESTARTS   AGE\ncurl-776b7bcdcd-z7mc4    1/1       Running   0          18m",
      breaks: [{ ...broken.injectedTooEarly, failsWith: /seen “curl-… 2\/2 Running 0/ }],
    },
    async (state) => {
      await testEgress(state, "istio-apis", "before-policy");
      const { text } = await state.terminal.run(lines.getTestEgressPod);
      expectRows(
        text,
        `
          NAME                     READY     STATUS    RESTARTS   AGE
          curl-776b7bcdcd-z7mc4    1/1       Running   0          18m
        `,
      );
    },
  );

  documented(
    {
      id: `${section}/200-before-policy`,
      needs: ["network-policy", "system-namespace-labels"],
      claim: "before there is a policy the pod without a sidecar gets 200 from https://edition.cnn.com/politics",
      blocks: [`${section}/request-before-policy`],
      prints: "200",
      breaks: [{ ...broken.policyTooEarly, failsWith: /seen “000 \/ command terminated with exit code 28/ }],
      errata: ["http-code-escape"],
    },
    async (state) => {
      const { client } = await testEgress(state, "istio-apis", "before-policy");
      const ask = (count: number) => client.ask(lines.codeWithoutPolicy, count);
      await holds(lines.asTyped(state.terminal, lines.fromTestEgress(lines.codeWithoutPolicy), ask), ({ text }) =>
        expectPrinted(text, "200"),
      );
    },
  );
});
