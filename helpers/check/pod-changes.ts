import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";

/** What a check stands on beside its own workloads. */
const systemNamespaces = ["istio-system", "kube-system"];

interface Pod {
  uid: string;
  /** "kube-system/coredns", whichever ReplicaSet of it; of a pod that nothing made, its own name. */
  workload: string;
  /** The ReplicaSet or DaemonSet that made it. */
  owner: string | undefined;
  restarts: number;
  ready: boolean;
  /** Is it of a gateway that istiod deploys for a Gateway of the Gateway API? It comes and goes with that one. */
  ofGateway: boolean;
}

/** The pods that a page's checks rely on, by `<namespace>/<name>`. */
export type PodStates = Map<string, Pod>;

/** Reads which pods there are: of the mesh, of the cluster itself, and of the namespaces that the page wrote to. */
export async function readPodStates(kube: Kube): Promise<PodStates> {
  // On somebody's cluster, jobs of theirs come and go in kube-system.
  const system = kube.guest ? systemNamespaces.slice(0, 1) : systemNamespaces;
  const namespaces = [...new Set([...system, ...kube.writtenTo])];
  // Asked for after every check: the plain answer costs a third of the client's own objects.
  const lists = await Promise.all(
    namespaces.map((namespace) => kube.get<{ items: AnyObject[] }>(`/api/v1/namespaces/${namespace}/pods`)),
  );
  const pods = lists.flatMap(({ items }) => items);
  return new Map(pods.flatMap((pod) => (pod.metadata?.deletionTimestamp ? [] : [entry(pod)])));
}

function entry({ metadata, status }: AnyObject): [string, Pod] {
  const {
    containerStatuses = [],
    initContainerStatuses = [],
    conditions = [],
  } = (status ?? {}) as {
    containerStatuses?: { restartCount: number }[];
    initContainerStatuses?: { restartCount: number }[];
    conditions?: { type: string; status: string }[];
  };
  const restarts = [...containerStatuses, ...initContainerStatuses].reduce(
    (sum, { restartCount }) => sum + restartCount,
    0,
  );
  const ready = conditions.some(({ type, status: is }) => type === "Ready" && is === "True");
  const owner = metadata?.ownerReferences?.[0];
  const key = `${metadata?.namespace}/${metadata?.name}`;
  const ofGateway = metadata?.labels?.["gateway.networking.k8s.io/gateway-name"] !== undefined;
  return [
    key,
    { uid: metadata?.uid ?? "", workload: workloadOf(key, owner?.kind), owner: owner?.uid, restarts, ready, ofGateway },
  ];
}

/** A pod's name without what its ReplicaSet or DaemonSet appended. */
function workloadOf(key: string, owner: string | undefined): string {
  if (owner === "ReplicaSet") return key.replace(/(-[^-/]+){2}$/, "");
  return owner === "DaemonSet" ? key.replace(/-[^-/]+$/, "") : key;
}

/**
 * What happened to the ground under a check while it ran, one line each: a pod of the mesh or of the cluster that
 * restarted, went away or was not ready; a workload's pod that was replaced though its page did not redeploy it. Whatever
 * the check saw meanwhile says nothing about the mesh's rules.
 */
export function podChanges(before: PodStates, after: PodStates): string[] {
  const replaced = new Set([...after].filter(([key]) => !before.has(key)).map(([, { owner }]) => owner));
  return [...before].flatMap(([key, then]) => {
    const now = after.get(key);
    // A page's own gateway is none of the mesh's, though it may be deployed in its namespace.
    const system = !then.ofGateway && systemNamespaces.some((namespace) => key.startsWith(`${namespace}/`));
    if (now?.uid !== then.uid) {
      const byItsOwner = then.owner !== undefined && replaced.has(then.owner);
      return byItsOwner ? [`pod ${key} was replaced`] : system ? [`pod ${key} went away`] : [];
    }
    if (now.restarts !== then.restarts) return [`pod ${key} restarted`];
    if (system && now.ready !== then.ready) return [`pod ${key} was not ready`];
    return system && key.startsWith("istio-system/") && !now.ready ? [`pod ${key} was not ready`] : [];
  });
}

/**
 * What has been replaced or restarted of the mesh and of the cluster itself since the page began, one line each. What did not
 * hold afterwards may be its echo, though no pod changed under the check: a proxy whose istiod was replaced gets no rules until
 * it has found the new one, for which Envoy waits longer each time, up to 30 s.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/grpc_service.proto#config-core-v3-grpcservice-envoygrpc
 * @param atFirst when the page began
 */
export function replacedSince(atFirst: PodStates, now: PodStates): string[] {
  return [...atFirst]
    .filter(
      ([key, { ofGateway }]) => !ofGateway && systemNamespaces.some((namespace) => key.startsWith(`${namespace}/`)),
    )
    .filter(([key, { uid, restarts }]) => now.get(key)?.uid !== uid || now.get(key)?.restarts !== restarts)
    .map(([key]) => `pod ${key} was replaced or restarted after the page began`);
}

/**
 * What a check stood on had no pod while it ran, one line each: a workload of the cluster itself that was ready when the page
 * began. Where CoreDNS has no pod, every request fails, and no pod changes under the second check that meets this. A mesh without
 * its istiod or a gateway is what is judged, and no such ground.
 * @param atFirst when the page began
 * @param around the check: before and after it
 */
export function absent(atFirst: PodStates, ...around: PodStates[]): string[] {
  const readyIn = (states: PodStates) =>
    new Set([...states.values()].flatMap((pod) => (pod.ready ? pod.workload : [])));
  return [...readyIn(atFirst)]
    .filter((workload) => workload.startsWith("kube-system/"))
    .filter((workload) => around.some((states) => !readyIn(states).has(workload)))
    .map((workload) => `${workload} had no pod that was ready`);
}
