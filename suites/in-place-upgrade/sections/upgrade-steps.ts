import { describe } from "vitest";
import { expectPrinted, parseObjects, type AnyObject } from "#fixtures";
import { deploymentsOf } from "../../upgrade/mesh.ts";
import { expectControlPlane, expectTwoReplicas } from "../claims.ts";
import {
  changesBeforeItAsks,
  configuredElsewhere,
  crdTooOld,
  installedWithoutTheFile,
  neverAsks,
} from "../mutants/index.ts";
import { documented } from "../page.ts";
import { questionIn } from "../istioctl-output.ts";
import { reach, upgrade } from "../stages.ts";

describe("Upgrade steps", () => {
  documented(
    {
      id: "upgrade-steps/made-ready",
      claim: "before the upgrade two istiods run, and a PodDisruptionBudget lets no more than one of them go",
      blocks: ["upgrade-steps/upgrade"],
      prints: "two replicas of istiod, PodDisruptionBudgets with a minimum availability of 1",
      breaks: [{ ...installedWithoutTheFile, failsWith: /No resources found/ }],
    },
    async (state) => {
      await reach(state, "ready");
      await expectTwoReplicas(state);
    },
  );

  documented(
    {
      id: "upgrade-steps/config-view",
      claim: "kubectl config view tells of the cluster that is to be upgraded, and does not show the client's key",
      blocks: ["upgrade-steps/config-view"],
      prints: "kubectl config view",
      breaks: [{ ...configuredElsewhere, failsWith: /seen “the cluster at https:\/\/192\.0\.2\.1:6443/ }],
    },
    async ({ terminal, kube }) => {
      const { stdout } = await terminal.run("kubectl config view");
      expectPrinted(
        contextOf(stdout),
        `the cluster at ${kube.server}
its key: DATA+OMITTED`,
      );
    },
  );

  documented(
    {
      id: "upgrade-steps/precheck",
      claim: "the new istioctl finds nothing that stands in the way of the upgrade",
      blocks: ["upgrade-steps/precheck"],
      prints: "✔ No issues found when checking the cluster. Istio is safe to install or upgrade!",
      breaks: [{ ...crdTooOld, failsWith: /Issues found when checking the cluster/ }],
      errata: ["precheck-second-line"],
    },
    async (state) => {
      await reach(state, "ready");
      const { text } = await state.terminal.run("istioctl x precheck");
      expectPrinted(
        text,
        `✔ No issues found when checking the cluster. Istio is safe to install or upgrade!
  To get started, check out https://istio.io/latest/docs/setup/getting-started/.
`,
      );
    },
  );

  documented(
    {
      id: "upgrade-steps/asks-first",
      claim: "istioctl upgrade asks whether to go on; answered with no, it changes nothing",
      blocks: ["upgrade-steps/upgrade"],
      prints: "a question, whose words the page does not say",
      breaks: [
        { ...neverAsks, failsWith: /not seen “This will install/ },
        { ...changesBeforeItAsks, failsWith: /seen “istiod new 2”/ },
      ],
    },
    async (state) => {
      await reach(state, "ready");
      const { text } = await state.terminal.run(upgrade, "n\n");
      expectPrinted(
        questionIn(text),
        `This will install the Istio … profile "default" into the cluster. Proceed? (y/N)
Cancelled.`,
      );
      expectPrinted(
        await deploymentsOf(state),
        `istio-egressgateway old 1
istio-ingressgateway old 1
istiod old 2`,
      );
      await expectControlPlane(state, "control plane version: old");
    },
  );
});

interface Kubeconfig extends AnyObject {
  "current-context": string;
  contexts: { name: string; context: { cluster: string; user: string } }[];
  clusters: { name: string; cluster: { server: string } }[];
  users: { name: string; user: { "client-key-data"?: string } }[];
}

/** Where the current context of a printed kubeconfig leads to, and what it shows of the client's key. */
function contextOf(printed: string): string {
  const config = parseObjects(printed)[0] as Kubeconfig;
  const named = <T extends { name: string }>(list: T[], name?: string) => list.find((each) => each.name === name);
  const context = named(config.contexts, config["current-context"])?.context;
  const server = named(config.clusters, context?.cluster)?.cluster.server;
  return `the cluster at ${server}\nits key: ${named(config.users, context?.user)?.user["client-key-data"]}`;
}
