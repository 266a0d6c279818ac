import { setTimeout as pause } from "node:timers/promises";
import type { Say } from "#helpers/system/progress";
import { until } from "#helpers/verdict/settle";
import type { Kube } from "./client.ts";
import type { AnyObject } from "./objects.ts";

/** The kubelet renews its lease every 10 s; the control plane takes a node for lost after 40 s. Milliseconds. */
const freshLease = 30_000;
/** Longest until a kubelet that goes on renews it. Milliseconds. */
const timeLimit = 60_000;
/** The node controller looks at all leases every 5 s (kube-controller-manager's --node-monitor-period). Milliseconds. */
const monitorPeriod = 5_000;

/**
 * Waits, where the cluster stood still for a while (its container was paused, the machine slept), until what the API tells of its
 * node and pods is of now. At first it tells what was true before; then the node controller finds the old lease, calls the node and
 * its pods not ready, and the kubelet takes that back: a check meanwhile would see pods of the mesh come and go. Costs one
 * request where the cluster was at work all the time.
 * https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
 * @returns whether it stood still
 */
export async function nodeAwake(
  kube: Kube,
  say: Say,
  { now = Date.now, period = monitorPeriod } = {},
): Promise<boolean> {
  const before = await leases(kube);
  const fresh = Object.values(before).every((renewed) => Math.abs(now() - Date.parse(renewed)) < freshLease);
  if (fresh) return false;
  say("the cluster stood still: waiting until its node has reported again");
  // By its change, not by its age: the machine that the node runs on may have another clock.
  const renewed = async () => {
    const after = await leases(kube);
    return Object.entries(before).every(([node, time]) => after[node] !== time) || undefined;
  };
  await until("the node's lease renewed", renewed, { within: timeLimit, every: 500 });
  // One look of the controller, by when it has called the node not ready if it will. Who holds a lease in the cluster, as the
  // controllers do, has lost it by then and been started anew.
  await pause(period + 1_000);
  return true;
}

/** True as soon as every pod of the cluster's and the mesh's own namespaces is ready. */
export async function systemReady(kube: Kube): Promise<true | undefined> {
  const lists = await Promise.all(
    ["kube-system", "istio-system"].map((namespace) =>
      kube.get<{ items: AnyObject[] }>(`/api/v1/namespaces/${namespace}/pods`),
    ),
  );
  const ready = lists
    .flatMap(({ items }) => items)
    .every(({ status }) => {
      const { phase, conditions } = (status ?? {}) as Status;
      return phase === "Succeeded" || conditions?.some(({ type, status: is }) => type === "Ready" && is === "True");
    });
  return ready || undefined;
}

interface Status {
  phase?: string;
  conditions?: { type: string; status: string }[];
}

const leasesPath = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

/** When each node has last reported, by its name. */
async function leases(kube: Kube): Promise<Record<string, string>> {
  const { items } = await kube.get<{ items: AnyObject[] }>(leasesPath);
  return Object.fromEntries(
    items.map(({ metadata, spec }) => [metadata?.name ?? "", (spec as { renewTime?: string }).renewTime ?? ""]),
  );
}
