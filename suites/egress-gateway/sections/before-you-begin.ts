import { describe } from "vitest";
import { expectRows } from "#fixtures";
import { sampleIsThere } from "../client.ts";
import { exportSourcePod } from "../command-lines.ts";
import * as broken from "../mutants/client.ts";
import { documented } from "../page.ts";

// "Deploy the curl sample app to use as a test source for sending requests."
describe("Before you begin", () => {
  documented(
    {
      id: "before-you-begin/curl-sample",
      claim: "the sample makes a ServiceAccount, a Service on port 80 and a Deployment in default, each called curl",
      blocks: ["before-you-begin/curl"],
      prints: "kubectl apply -f @samples/curl/curl.yaml@",
      breaks: broken.sampleIncomplete("default"),
    },
    async ({ terminal }) => sampleIsThere(terminal, "default"),
  );

  documented(
    {
      id: "before-you-begin/client-has-a-sidecar",
      claim:
        "SOURCE_POD, curl in default, is ready with its sidecar: without one nothing leads its requests to a gateway",
      blocks: ["before-you-begin/curl", "before-you-begin/source-pod"],
      prints: "export SOURCE_POD=$(kubectl get pod -l app=curl -o jsonpath={.items..metadata.name})",
      breaks: [{ ...broken.sourcePodWithoutSidecar, failsWith: /seen “curl-… 1\/1 Running/ }],
      errata: ["client-without-sidecar"],
    },
    async ({ terminal }) => {
      const { text } = await terminal.run(`${exportSourcePod}; kubectl get pod "$SOURCE_POD"`);
      expectRows(
        text,
        `
          NAME                    READY   STATUS    RESTARTS
          curl-557747455f-brzf6   2/2     Running   0
        `,
      );
    },
  );
});
