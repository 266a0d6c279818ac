import { describe } from "vitest";
import { deleteInOrder, nothingLeft } from "./cleanups.ts";
import { leftBehind } from "./mutants.ts";
import { curlSample, secret } from "./objects.ts";
import { documented } from "./page.ts";
import { setUp } from "./set-up.ts";
import { removeTestEgress } from "./test-egress.ts";

describe("Cleanup", () => {
  documented(
    {
      id: "cleanup/inventory-equals-before",
      claim: "after the page's last clean-up the cluster is as it was before, all API kinds counted",
      blocks: ["cleanup/curl"],
      prints: "kubectl delete -f samples/curl/curl.yaml",
      breaks: [{ ...leftBehind, says: /left behind: VirtualService.networking.istio.io default\/left-behind/ }],
    },
    async (state) => {
      await Promise.all([setUp(state, "none"), removeTestEgress(state.kube)]);
      state.testEgress = undefined;
      // The Secret is ours: the page's client trusts the real host without one.
      await deleteInOrder(state, [...curlSample(), secret("curl-secret")]);
      await nothingLeft(state, []);
    },
  );
});
