import { rolledOut } from "../mesh.ts";
import type { Stage } from "../page.ts";
import { reach } from "../stages.ts";
import { forgotten, type Break } from "./break.ts";

/* Ways to lose requests. */

/**
 * Pods that end without draining: sidecar and application are gone at once, while clients still know their addresses.
 * @param stage on whose way it happens: what was lost before its first step is no claim's
 */
function killed(what: string, [namespace, app]: [string, string], stage: Stage): Break {
  return {
    name: `${what} is killed at once, without draining`,
    break: async (state) => {
      await reach(state, stage);
      await state.terminal.must(`kubectl delete pod -n ${namespace} -l app=${app} --grace-period=0 --force`);
      await rolledOut(state, namespace, [app]);
    },
    restore: async (state) => forgotten(state),
  };
}

export const gatewayKilled = (stage: Stage) =>
  killed("the ingress gateway", ["istio-system", "istio-ingressgateway"], stage);
export const servingKilled = (stage: Stage) => killed("the server", ["test-ns", "serving"], stage);

export const sampleUnreachable: Break = {
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
