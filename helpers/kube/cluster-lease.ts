import { V1MicroTime } from "@kubernetes/client-node";
import { type HeldLease, type LeaseStore, leaseTimes, parseHolder } from "#helpers/system/lease";
import type { AnyObject } from "./objects.ts";
import type { Kube } from "./client.ts";

/** On somebody's cluster not in a namespace of the system: a Role for default is soon given. */
const refOn = ({ guest }: Pick<Kube, "guest">) => ({
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  metadata: { name: "meshproof", namespace: guest ? "default" : "kube-system" },
});
const holderAnnotation = "meshproof/holder";

type Lease = AnyObject & { spec?: { holderIdentity?: string; renewTime?: Date | string } };

/**
 * The lease of a cluster's runs, in the cluster itself: seen by whoever has a kubeconfig, by `kubectl get leases`, too.
 * See https://kubernetes.io/docs/concepts/architecture/leases/
 */
export class ClusterLease implements LeaseStore {
  private mine: string | undefined;

  private readonly ref: ReturnType<typeof refOn>;

  constructor(private readonly kube: Kube) {
    this.ref = refOn(kube);
  }

  async create(holder: Parameters<LeaseStore["create"]>[0]): Promise<boolean> {
    const text = JSON.stringify(holder);
    const now = new V1MicroTime();
    const spec = {
      holderIdentity: `${holder.owner} ${holder.host}/${holder.pid}`,
      leaseDurationSeconds: leaseTimes.timeToLive / 1000,
      acquireTime: now,
      renewTime: now,
    };
    const metadata = { ...this.ref.metadata, annotations: { [holderAnnotation]: text } };
    if (!(await this.kube.create({ ...this.ref, metadata, spec }))) return false;
    this.mine = text;
    return true;
  }

  async read(): Promise<HeldLease | undefined> {
    const lease = (await this.kube.find(this.ref)) as Lease | undefined;
    if (!lease) return undefined;
    return {
      holder: parseHolder(lease.metadata?.annotations?.[holderAnnotation]),
      renewed: new Date(lease.spec?.renewTime ?? 0).toISOString(),
      id: lease.metadata?.resourceVersion ?? "",
    };
  }

  async renew(): Promise<boolean> {
    const lease = await this.own();
    if (!lease) return false;
    const renewed = { ...lease, spec: { ...lease.spec, renewTime: new V1MicroTime() } };
    // Somebody may have changed it, a label say, and left it ours.
    return (await this.kube.replace(renewed)) || (await this.own()) !== undefined;
  }

  remove({ id }: HeldLease): Promise<void> {
    return this.kube.remove(this.ref, undefined, id);
  }

  async release(): Promise<void> {
    const lease = await this.own();
    if (lease) await this.kube.remove(this.ref, undefined, lease.metadata?.resourceVersion);
    this.mine = undefined;
  }

  private async own(): Promise<Lease | undefined> {
    const lease = (await this.kube.find(this.ref)) as Lease | undefined;
    return this.mine !== undefined && lease?.metadata?.annotations?.[holderAnnotation] === this.mine
      ? lease
      : undefined;
  }
}
