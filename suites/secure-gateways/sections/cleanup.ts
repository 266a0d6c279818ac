import { describe } from "vitest";
import { compareInventories, expectNothing, expectPrinted, removeAll, settle, takeInventory } from "#fixtures";
import { resourcesOfOthers } from "../../pages.ts";
import { cleansUp, ofSecretsAndFiles, ofTab, ofWorkloads } from "../cleanups.ts";
import { goneBefore, leftBehind } from "../mutants/cleanup.ts";
import { documented, name, needsOf } from "../page.ts";
import { configured, helloworldCredential, helloworldScript } from "../resources.ts";
import { at } from "../steps.ts";

const position = { tab: "gateway-api", step: "mutual-tls" } as const;

describe("Cleanup", () => {
  documented(
    {
      id: "cleanup/leaves-nothing",
      needs: needsOf("gateway-api"),
      claim:
        "Gateway API: the whole clean-up removes each object, says so, and leaves the cluster as it was and no certificate",
      blocks: ["cleanup/gateway-api", "cleanup/secrets", "cleanup/workloads"],
      prints:
        "kubectl delete gtw, httproute, secret; rm -rf ./example_certs1 ./example_certs2; kubectl delete -f, deployment, service",
      breaks: [
        { ...goneBefore(position, configured["gateway-api"].gateway), failsWith: /"mygateway" not found/ },
        { ...goneBefore(position, configured["gateway-api"].helloworld), failsWith: /"helloworld" not found/ },
        { ...goneBefore(position, helloworldCredential), failsWith: /"helloworld-credential" not found/ },
        {
          ...leftBehind(position),
          failsWith: /left behind: HTTPRoute\.gateway\.networking\.k8s\.io default\/left-of-secure-gateways/,
        },
      ],
    },
    async (state) => {
      const { kube, terminal } = state;
      await at(state, position.tab, position.step);
      Object.assign(state, { now: undefined, begun: false });
      await cleansUp(terminal, [ofTab[position.tab], ofSecretsAndFiles, ofWorkloads]);
      expectPrinted((await terminal.run("ls")).text, "samples");
      // What the stand-in of helloworld runs is none of the page's.
      await removeAll(kube, [helloworldScript]);
      await settle(
        async () => compareInventories(state.before, await takeInventory(kube), resourcesOfOthers(name)),
        (left) => expectNothing(left, "the cluster as it was before the page's first step"),
      );
    },
  );
});
