import {
  asPage,
  endpointsHealthy,
  parseObjects,
  removeAll,
  until,
  type Kube,
  type ObjectRef,
  type ProxyRef,
  type Workload,
} from "#fixtures";
import { everySetUpsRefs } from "./objects.ts";
import { manifest, manifestsOf, type Egress, type SetUp, type Tab } from "./state.ts";

/**
 * Brings the mesh to one of the page's set-ups, unless it is there already: a check that runs alone needs what the steps
 * before it would have made, and what a mutant broke must stay broken. What is there yet is not applied again. Ends when
 * the proxies have resolved the host: until then they answer 503, and would keep a failed answer for a minute.
 */
export async function setUp(state: Egress, wanted: SetUp): Promise<void> {
  const before = state.setUp;
  if (before === wanted) return;
  state.setUp = undefined;
  const there: readonly string[] = before ? manifestsOf[before] : [];
  await asPage(async () => {
    for (const name of stepsFrom(there, manifestsOf[wanted])) await state.terminal.must(applyLine, manifest(name));
  });
  const kept = objectsOf(wanted).map(identity);
  const left = before ? objectsOf(before) : everySetUpsRefs;
  await removeAll(
    state.kube,
    left.filter((ref) => !kept.includes(identity(ref))),
  );
  if (wanted !== "none") await hostResolved(state, wanted);
  state.setUp = wanted;
}

/** `kubectl apply -f - <<EOF`. */
const applyLine = "kubectl apply -f -";

/** The manifests to apply: those that are not there, and those whose objects another one has changed since. */
function stepsFrom(there: readonly string[], wanted: readonly string[]): string[] {
  const changed = new Set(
    there
      .filter((name) => !wanted.includes(name))
      .flatMap(objectsIn)
      .map(identity),
  );
  return wanted.filter((name) => {
    const own = objectsIn(name).map(identity);
    const applies = !there.includes(name) || own.some((object) => changed.has(object));
    if (applies) own.forEach((object) => changed.add(object));
    return applies;
  });
}

function objectsOf(of: SetUp): ObjectRef[] {
  return manifestsOf[of].flatMap(objectsIn);
}

function objectsIn(name: string): ObjectRef[] {
  return parseObjects(manifest(name), "default") as ObjectRef[];
}

/** Applies a set-up's manifests again, as a mutant's `restore` does. */
export async function applySetUp(kube: Kube, wanted: SetUp): Promise<void> {
  for (const name of manifestsOf[wanted]) await kube.apply(manifest(name), "default");
}

/** The page's own commands have removed the set-up. */
export function wasCleanedUp(state: Egress): void {
  state.setUp = "none";
}

async function hostResolved({ kube, client }: Egress, wanted: SetUp): Promise<void> {
  // Nothing is resolved then: see the page's warning.
  if (wanted.endsWith("resolution-none")) return;
  const ports = wanted.startsWith("https") ? [443] : [80, 443];
  const tab = tabOf(wanted);
  const proxies = [sidecarOf(client), ...(tab ? [await gatewayPod(kube, tab)] : [])];
  await Promise.all(
    proxies.flatMap((proxy) => ports.map((port) => endpointsHealthy(kube, proxy, `outbound|${port}||edition.cnn.com`))),
  );
}

function tabOf(wanted: SetUp): Tab | undefined {
  return (["istio-apis", "gateway-api"] as const).find((tab) => wanted.split("/").includes(tab));
}

export function sidecarOf({ ref, pod }: Workload): ProxyRef {
  return { namespace: ref.namespace, pod };
}

/** The one is there with the mesh, the other is deployed for the page's Gateway. `within`: milliseconds. */
const gateways = {
  "istio-apis": { namespace: "istio-system", selector: "istio=egressgateway", within: 10_000 },
  "gateway-api": {
    namespace: "default",
    selector: "gateway.networking.k8s.io/gateway-name=cnn-egress-gateway",
    within: 40_000,
  },
};

/**
 * The gateway's one pod, by the label that the page finds it by; waits until it is ready. One that ends is none.
 * @param within milliseconds
 */
export async function gatewayPod(kube: Kube, tab: Tab, within = gateways[tab].within): Promise<ProxyRef> {
  const { namespace, selector } = gateways[tab];
  let seen = "no pod";
  return until(
    `the egress gateway's pod (${selector} in ${namespace}) ready`,
    async () => {
      const found = await kube.list("v1", "Pod", namespace, selector);
      const pods = found.filter(({ metadata }) => !metadata?.deletionTimestamp);
      seen = pods.map(({ metadata, status }) => `${metadata?.name} ${(status as Status).phase}`).join(", ") || "no pod";
      const [pod] = pods;
      return pods.length === 1 && isReady(pod!.status as Status) ? { namespace, pod: pod!.metadata!.name! } : undefined;
    },
    { within, seen: async () => seen },
  );
}

interface Status {
  phase?: string;
  conditions?: { type: string; status: string }[];
}

function isReady({ conditions = [] }: Status): boolean {
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

/** Kind and name: a TLSRoute is the same object in v1alpha2 and v1. */
function identity({ apiVersion, kind, metadata }: ObjectRef): string {
  return `${kind}.${apiVersion.split("/")[0]}/${metadata.name}`;
}
