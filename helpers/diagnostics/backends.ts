import type { AnyObject } from "#helpers/kube/objects";
import type { Facts } from "./facts.ts";
import type { Subject } from "./subject.ts";
import { objectsOf, podsOf, type PodView } from "./views.ts";

/** An endpoint of the Service that a request names, as an EndpointSlice has it. */
export interface Backend {
  /** "10.244.0.45:9081". */
  endpoint: string;
  /** Name of the EndpointSlice. */
  slice: string;
  /** Who says that it keeps the EndpointSlice; undefined where nobody does, as of one made by hand. */
  managedBy?: string;
  /** The pod of that address, among those that were looked at. */
  pod?: PodView;
  /** Does the Service's selector select that pod? */
  selected: boolean;
}

/** Both lists are null, not left out, where a Service has no pod: as while all of its pods are made anew. */
interface SliceFields {
  endpoints?: { addresses?: string[]; conditions?: { ready?: boolean } }[] | null;
  ports?: { name?: string; port?: number }[] | null;
}

const serviceName = "kubernetes.io/service-name";
const managedBy = "endpointslice.kubernetes.io/managed-by";

/**
 * The endpoints to which the Service of the failing request leads its port, those of EndpointSlices that somebody else made
 * among them. https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
export function backendsOf(facts: Facts, { service, servicePort, pods }: Subject): Backend[] {
  if (!service || !servicePort) return [];
  const { name, namespace } = service.metadata!;
  const slices = objectsOf(facts, "EndpointSlice", namespace);
  const all = podsOf(facts);
  return slices
    .filter(({ metadata }) => metadata?.labels?.[serviceName] === name)
    .flatMap((slice) => {
      const { endpoints, ports } = slice as AnyObject & SliceFields;
      const port = ports?.find((each) => (each.name ?? "") === (servicePort.name ?? ""))?.port;
      const ready = (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
      const addresses = port === undefined ? [] : ready.flatMap((each) => each.addresses ?? []);
      return addresses.map((address) => {
        const pod = all.find(({ ip }) => ip === address);
        const selected = pod !== undefined && pods.some((each) => each.name === pod.name);
        const keeper = slice.metadata?.labels?.[managedBy];
        const by = { slice: slice.metadata!.name!, ...(keeper && { managedBy: keeper }) };
        return { endpoint: `${address}:${port}`, ...by, ...(pod && { pod }), selected };
      });
    });
}

/** The same endpoints, those of one kind together: by selector, sidecar and template. The Service's own kind is first. */
export function kindsOf(backends: Backend[]): Backend[][] {
  const kinds = new Map<string, Backend[]>();
  for (const backend of backends) {
    const { selected, pod } = backend;
    const kind = [selected, pod?.sidecar, selected && pod?.labels["pod-template-hash"]].join();
    kinds.set(kind, [...(kinds.get(kind) ?? []), backend]);
  }
  const rank = ([first]: Backend[]) => (first!.selected ? (first!.pod?.sidecar ? 0 : 1) : 2);
  return [...kinds.values()].sort((one, other) => rank(one) - rank(other));
}
