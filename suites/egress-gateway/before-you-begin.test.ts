import { describe, expect } from "vitest";
import { kubectlGet } from "#fixtures";
import { sourcePodWithoutSidecar } from "./mutants.ts";
import { documented } from "./page.ts";

// "Deploy the curl sample app to use as a test source for sending requests."
describe("Before you begin", () => {
  documented(
    {
      id: "before-you-begin/client-has-a-sidecar",
      claim:
        "SOURCE_POD, curl in default, is ready with its sidecar: without one nothing leads its requests to a gateway",
      blocks: ["before-you-begin/curl", "before-you-begin/source-pod"],
      prints: "export SOURCE_POD=$(kubectl get pod -l app=curl -o jsonpath={.items..metadata.name})",
      breaks: [{ ...sourcePodWithoutSidecar, says: /curl 1\/1 Running/ }],
      errata: ["client-without-sidecar"],
    },
    async ({ kube }) => {
      const pods = await kubectlGet(kube, "/api/v1/namespaces/default/pods?labelSelector=app%3Dcurl");
      const seen = pods.map(({ NAME, READY, STATUS }) => `${NAME!.split("-")[0]} ${READY} ${STATUS}`);
      expect(seen, `the client's pods: ${seen.join(", ")}`).toEqual(["curl 2/2 Running"]);
    },
  );
});
