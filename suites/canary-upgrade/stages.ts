import { until } from "#fixtures";
import { gateways, reinstallOld, removeCanary, rolledOut } from "./mesh.ts";
import { stages, type Stage, type Upgrade } from "./page.ts";
import { servers } from "./servers.ts";

/** What the page does to come to each stage from the one before, by its own command lines. */
const steps: Record<Exclude<Stage, "before">, (state: Upgrade) => Promise<unknown>> = {
  installed: async (state) => {
    await step(state, "istioctl install -y $CANARY --set revision=canary");
    await rolledOut(state, "istio-system", ["istiod-canary", ...gateways]);
  },
  moved: async (state) => {
    await step(state, "kubectl label namespace test-ns istio-injection- istio.io/rev=canary");
    await restarted(state, "test-ns", servers);
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
    // What still has an old sidecar would be without a control plane: the clients are moved last.
    await clientsRestarted(state);
    await step(state, "istioctl uninstall --revision default -y");
    await controlPlaneAlone(state, "istiod-canary");
  },
  "rolled-back": async (state) => {
    note(state, "$OLD_ISTIOCTL install -y $OLD");
    await reinstallOld(state);
    await step(state, "kubectl label namespace test-ns istio.io/rev- istio-injection=enabled");
    await restarted(state, "test-ns", servers);
    for (const number of [1, 2, 3]) await step(state, `kubectl delete ns app-ns-${number} --timeout=60s`);
    await clientsRestarted(state);
    note(state, "istioctl uninstall --revision=canary");
    await removeCanary(state);
    await controlPlaneAlone(state, "istiod");
  },
};

/**
 * Brings the upgrade to where a section assumes it: a check that runs alone needs what earlier sections would have done. It
 * only goes forward.
 */
export async function reach(state: Upgrade, wanted: Stage): Promise<void> {
  for (const stage of stages.slice(stages.indexOf(state.stage) + 1, stages.indexOf(wanted) + 1)) {
    const from = Date.now();
    await steps[stage as Exclude<Stage, "before">](state);
    state.windows.set(stage, { from, to: Date.now() });
    state.stage = stage;
  }
}

/** `kubectl rollout restart` of a namespace, as the page has it, until only the new pods are there. */
async function restarted(state: Upgrade, namespace: string, names: readonly string[]): Promise<void> {
  await step(state, `kubectl rollout restart deployment -n ${namespace}`);
  await rolledOut(state, namespace, names);
}

/** The clients in the mesh, whose namespace is labelled istio-injection=enabled: they get what the tag default leads to. */
function clientsRestarted(state: Upgrade): Promise<void> {
  return state.traffic.whileRestarting("traffic", () => restarted(state, "traffic", ["fortio"]));
}

async function step(state: Upgrade, line: string): Promise<void> {
  note(state, line);
  await state.terminal.must(line);
}

function note({ notes }: Upgrade, what: string): void {
  notes.push({ at: Date.now(), what });
}

/** Waits until this control plane's pod is there, and no other's. */
async function controlPlaneAlone({ kube }: Upgrade, wanted: string): Promise<void> {
  await until(
    `${wanted} alone`,
    async () => {
      const pods = await kube.list("v1", "Pod", "istio-system", "app=istiod");
      const names = pods.map(({ metadata }) => metadata?.name?.replace(/-[0-9a-z]+-[0-9a-z]+$/, ""));
      return names.join() === wanted ? true : undefined;
    },
    { within: 60_000, every: 500 },
  );
}
