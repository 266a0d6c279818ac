import { rolledOut } from "../../upgrade/mesh.ts";
import { forgotten, type Break } from "../../upgrade/mutants.ts";
import type { Stage, Upgrade } from "../page.ts";
import { reach } from "../stages.ts";

/* Ways to have workloads with another control plane than the page says. */

/** A workload that is restarted while its namespace leads to another revision. */
function movedBack(namespace: string, workload: string, [away, back]: [string, string]): Break<Upgrade> {
  const labelled = (labels: string) => async (state: Upgrade) => {
    await state.terminal.must(`kubectl label namespace ${namespace} --overwrite ${labels}`);
    await state.terminal.must(`kubectl rollout restart deployment ${workload} -n ${namespace}`);
    await rolledOut(state, namespace, [workload]);
  };
  return {
    name: `${workload} of ${namespace} is back at the old control plane`,
    break: async (state) => {
      await reach(state, namespace === "test-ns" ? "moved" : "retagged");
      await labelled(away)(state);
    },
    restore: async (state) => {
      await labelled(back)(state);
      forgotten(state);
    },
  };
}

export const httpbinMovedBack = movedBack("test-ns", "httpbin", [
  "istio.io/rev- istio-injection=enabled",
  "istio-injection- istio.io/rev=canary",
]);
export const sleepMovedBack = movedBack("app-ns-1", "sleep", ["istio.io/rev=default", "istio.io/rev=prod-stable"]);

function tagTo(
  name: string,
  stage: Stage,
  [tag, wrong, right]: [string, string, string],
  restart?: [string, string],
): Break<Upgrade> {
  const to = (revision: string) => async (state: Upgrade) => {
    await reach(state, stage);
    await state.terminal.must(`istioctl tag set ${tag} --revision ${revision} --overwrite`);
    if (!restart) return;
    const [namespace, workload] = restart;
    await state.terminal.must(`kubectl rollout restart deployment ${workload} -n ${namespace}`);
    await rolledOut(state, namespace, [workload]);
  };
  return { name, break: to(wrong), restore: to(right) };
}

export const stableTagToCanary = tagTo(
  "the tag prod-stable leads to the canary already",
  "tagged",
  ["prod-stable", "canary", "default"],
  ["app-ns-1", "sleep"],
);
export const stableTagOld = tagTo("the tag prod-stable still leads to the old revision", "retagged", [
  "prod-stable",
  "default",
  "canary",
]);

/** The clients are restarted under another label of their namespace. */
function clientsLabelled(label: string) {
  return async (state: Upgrade) => {
    await reach(state, "old-removed");
    await state.terminal.must(`kubectl label namespace traffic --overwrite ${label}`);
    await state.traffic.whileRestarting("traffic", async () => {
      await state.terminal.must("kubectl rollout restart deployment fortio -n traffic");
      await rolledOut(state, "traffic", ["fortio"]);
    });
    forgotten(state);
  };
}

export const clientsWithoutSidecar: Break<Upgrade> = {
  name: "the clients get no sidecar from the tag default",
  break: clientsLabelled("istio-injection=disabled"),
  restore: clientsLabelled("istio-injection=enabled"),
};
