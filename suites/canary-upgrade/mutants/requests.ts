import { rolledOut } from "../../upgrade/mesh.ts";
import { forgotten, killed, type Break } from "../../upgrade/mutants.ts";
import type { Stage, Upgrade } from "../page.ts";
import { reach } from "../stages.ts";

/* Ways to lose requests. */

const at = (stage: Stage) => (state: Upgrade) => reach(state, stage);

export const gatewayKilled = (stage: Stage) =>
  killed("the ingress gateway", ["istio-system", "istio-ingressgateway"], at(stage));
export const servingKilled = (stage: Stage) => killed("the server", ["test-ns", "serving"], at(stage));

export const sampleUnreachable: Break<Upgrade> = {
  name: "the sample is away for some seconds",
  break: async (state) => {
    await reach(state, "moved");
    await state.terminal.must("kubectl scale deployment httpbin -n test-ns --replicas=0");
    await state.terminal.must("kubectl wait --for=delete pod -l app=httpbin -n test-ns --timeout=60s");
    await state.terminal.must("kubectl scale deployment httpbin -n test-ns --replicas=1");
    await rolledOut(state, "test-ns", ["httpbin"]);
  },
  restore: async (state) => forgotten(state),
};
