import { describe } from "vitest";
import { removeAll } from "#fixtures";
import { clientGone } from "../mutants/cleanup.ts";
import { cleansUp, nothingLeft, sampleDeleted } from "../cleanups.ts";
import { samples } from "../client.ts";
import { leftBehind } from "../mutants/index.ts";
import { deployment, secret } from "../objects.ts";
import { documented } from "../page.ts";
import { setUp } from "../set-up.ts";
import { removeTestEgress } from "../test-egress.ts";

describe("Cleanup", () => {
  documented(
    {
      id: "cleanup/inventory-equals-before",
      claim: "the page's last clean-up removes the client, and the cluster is as it was before, all API kinds counted",
      blocks: ["cleanup/curl"],
      prints: "kubectl delete -f @samples/curl/curl.yaml@",
      breaks: [
        { ...leftBehind, failsWith: /left behind: VirtualService.networking.istio.io default\/left-of-egress/ },
        clientGone,
      ],
    },
    async (state) => {
      await Promise.all([setUp(state, "none"), removeTestEgress(state.kube)]);
      state.testEgress = undefined;
      // A mutant's second look: the client has been removed by the first.
      if (!(await state.kube.find(deployment("curl"))))
        await state.terminal.must(`kubectl apply -f ${samples.sourcePod}`);
      await cleansUp(state, [`kubectl delete -f ${samples.sourcePod}`], sampleDeleted);
      // The Secret is ours: the page's client trusts the real host without one.
      await removeAll(state.kube, [secret("curl-secret")]);
      await nothingLeft(state, []);
    },
  );
});
