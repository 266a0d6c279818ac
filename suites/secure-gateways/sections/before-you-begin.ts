import { describe } from "vitest";
import { expectPrinted, settle } from "#fixtures";
import { sampleWithout } from "../mutants/workloads.ts";
import { documented } from "../page.ts";
import { at } from "../steps.ts";

const position = { tab: "istio-apis", step: "single-host" } as const;

describe("Before you begin", () => {
  documented(
    {
      id: "before-you-begin/httpbin-sample",
      claim: "the httpbin sample is there, its service account, Service and Deployment, and its pod is ready",
      blocks: ["before-you-begin/httpbin"],
      prints: "kubectl apply -f samples/httpbin/httpbin.yaml",
      breaks: [
        { ...sampleWithout(position, "httpbin", "ServiceAccount"), failsWith: /serviceaccounts "httpbin" not found/ },
        { ...sampleWithout(position, "httpbin", "Service"), failsWith: /services "httpbin" not found/ },
        { ...sampleWithout(position, "httpbin", "Deployment"), failsWith: /deployments\.apps "httpbin" not found/ },
      ],
    },
    async (state) => {
      await at(state, "istio-apis", "single-host");
      await settle(
        async () => {
          const there = await state.terminal.run(
            "kubectl get serviceaccount/httpbin service/httpbin deployment/httpbin -o name",
          );
          const ready = await state.terminal.run(
            "kubectl get deployment httpbin -o jsonpath='{.status.readyReplicas}'",
          );
          return `${there.text.trim()}\nready: ${ready.text.trim()}`;
        },
        (seen) => expectPrinted(seen, "serviceaccount/httpbin\nservice/httpbin\ndeployment.apps/httpbin\nready: 1"),
      );
    },
  );
});
