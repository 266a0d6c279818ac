import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";
import type { WorkloadImage } from "#helpers/verdict/record";

/** How often the pods are looked at: each page's workloads are there for longer. Milliseconds. */
const interval = 4_000;
/** The mesh's and the cluster's own are in `versions.images`. */
const system = new Set(["istio-system", "kube-system"]);

/** Gathers what the documents' workloads run, while their pods are there. */
export class WorkloadImages {
  private readonly seen = new Map<string, WorkloadImage>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly kube: Pick<Kube, "get">) {
    this.timer = setInterval(() => void this.look(), interval).unref();
  }

  /** Looks at the pods once. One look that fails is made up for by the next: no run fails for it. */
  async look(): Promise<void> {
    const { items } = await this.kube.get<{ items: AnyObject[] }>("/api/v1/pods").catch(() => ({ items: [] }));
    for (const image of items.flatMap(imagesOf)) this.seen.set(Object.values(image).join(" "), image);
  }

  /** Ends it. @returns what was seen, each once, in the order of their names */
  end(): WorkloadImage[] {
    clearInterval(this.timer);
    return [...this.seen].toSorted(([one], [other]) => one.localeCompare(other)).map(([, image]) => image);
  }
}

function imagesOf({ metadata, status }: AnyObject): WorkloadImage[] {
  const namespace = metadata?.namespace ?? "";
  if (system.has(namespace)) return [];
  const { containerStatuses = [], initContainerStatuses = [] } = (status ?? {}) as Statuses;
  return [...initContainerStatuses, ...containerStatuses].flatMap(({ name, image, imageID }) =>
    // Until it has been started it has none.
    imageID ? [{ workload: `${namespace}/${workloadOf(metadata?.name ?? "")}`, container: name, image, imageID }] : [],
  );
}

interface Statuses {
  containerStatuses?: { name: string; image: string; imageID: string }[];
  initContainerStatuses?: { name: string; image: string; imageID: string }[];
}

/** A Deployment's pods have generated ends to their names. */
function workloadOf(pod: string): string {
  return pod.replace(/-[0-9a-f]{6,10}-[a-z0-9]{5}$/, "");
}
