import { controlPlaneAlone, reinstallOld, removeRevision, removeTags, rolledOut } from "../upgrade/mesh.ts";
import {
  clientsRestarted,
  meshRolledOut,
  note,
  reachBy,
  restarted,
  serversRestarted,
  step,
} from "../upgrade/stages.ts";
import { stages, type Stage, type Upgrade } from "./page.ts";

/** What the page does to come to each stage from the one before, by its own command lines. */
export const reach = reachBy<Stage, Upgrade>(stages, {
  installed: async (state) => {
    await step(state, "istioctl install -y $NEW --set revision=canary");
    await meshRolledOut(state, "istiod-canary");
  },
  moved: async (state) => {
    await step(state, "kubectl label namespace test-ns istio-injection- istio.io/rev=canary");
    await serversRestarted(state);
  },
  tagged: async (state) => {
    await step(state, "istioctl tag set prod-stable --revision default");
    await step(state, "istioctl tag set prod-canary --revision canary");
    for (const [number, tag] of ["prod-stable", "prod-stable", "prod-canary"].entries()) {
      const namespace = `app-ns-${number + 1}`;
      await step(state, `kubectl create ns ${namespace}`);
      await step(state, `kubectl label ns ${namespace} istio.io/rev=${tag}`);
      await step(state, `kubectl apply -n ${namespace} -f samples/sleep/sleep.yaml`);
    }
    for (const number of [1, 2, 3]) await rolledOut(state, `app-ns-${number}`, ["sleep"]);
  },
  retagged: async (state) => {
    await step(state, "istioctl tag set prod-stable --revision canary --overwrite");
    for (const number of [1, 2]) await restarted(state, `app-ns-${number}`, ["sleep"]);
  },
  "old-removed": async (state) => {
    await step(state, "istioctl tag set default --revision canary --overwrite");
    // What still has an old sidecar would be without a control plane: the clients are moved last. Their namespace is
    // labelled istio-injection=enabled: they get what the tag default leads to.
    await clientsRestarted(state);
    await step(state, "istioctl uninstall --revision default -y");
    await controlPlaneAlone(state, "istiod-canary");
  },
  "rolled-back": async (state) => {
    note(state, "$OLD_ISTIOCTL install -y $OLD");
    await reinstallOld(state);
    await step(state, "kubectl label namespace test-ns istio.io/rev- istio-injection=enabled");
    await serversRestarted(state);
    for (const number of [1, 2, 3]) await step(state, `kubectl delete ns app-ns-${number} --timeout=60s`);
    await clientsRestarted(state);
    note(state, "istioctl uninstall --revision=canary");
    await removeTags(state);
    await removeRevision(state, "canary");
    await controlPlaneAlone(state, "istiod");
  },
});
