import { changedFields } from "#helpers/kube/changed-fields";
import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";

interface PodTemplate {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  spec?: { containers?: Record<string, unknown>[] };
}

/** Where `kubectl apply` keeps what it was given. */
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** By which Istio's own webhook points a scrape at the sidecar: https://istio.io/latest/docs/ops/integrations/prometheus/ */
const scraped = /^prometheus\.io\//;

/**
 * What of a page's workloads is not what was declared, one line each: a webhook of the cluster changed a Deployment as it was
 * applied, or a pod as it was made from it. What Istio's own injection changes is none of that.
 * @param namespaces those that the page wrote to
 */
export async function rewritten(kube: Kube, namespaces: readonly string[]): Promise<string[]> {
  const list = async (path: string) => (await kube.get<{ items: AnyObject[] }>(path)).items;
  const lines = namespaces.map(async (namespace) => {
    const [deployments, pods] = await Promise.all([
      list(`/apis/apps/v1/namespaces/${namespace}/deployments`),
      list(`/api/v1/namespaces/${namespace}/pods`),
    ]);
    return [
      ...deployments.flatMap(asApplied),
      ...deployments.flatMap((deployment) => podsOf(deployment, pods).flatMap((pod) => asDeclared(deployment, pod))),
    ];
  });
  return (await Promise.all(lines)).flat();
}

function asApplied(deployment: AnyObject): string[] {
  const note = deployment.metadata?.annotations?.[lastApplied];
  if (note === undefined) return [];
  const declared = templateOf(JSON.parse(note) as AnyObject);
  return changesOf("Deployment", deployment, declared, templateOf(deployment));
}

function asDeclared(deployment: AnyObject, pod: AnyObject): string[] {
  return changesOf("Pod", pod, templateOf(deployment), pod as PodTemplate);
}

function changesOf(kind: string, { metadata }: AnyObject, declared: PodTemplate, there: PodTemplate): string[] {
  const changes = [...changedFields(decisive(declared), there), ...keptOut(declared, there)];
  return changes.map((change) => `${kind} ${metadata?.namespace}/${metadata?.name} has ${change}`);
}

/** By which a pod is kept out of the mesh, or taken into it: https://istio.io/latest/docs/reference/config/labels/ */
const joins = ["sidecar.istio.io/inject", "istio.io/dataplane-mode"];

/** Labels and annotations that decide about the mesh, and that nobody declared. */
function keptOut(declared: PodTemplate, there: PodTemplate): string[] {
  return (["labels", "annotations"] as const).flatMap((field) => {
    const [wanted, found] = [declared, there].map(({ metadata }) => metadata?.[field] ?? {});
    const added = joins.filter((name) => name in found! && !(name in wanted!));
    return added.map((name) => `metadata.${field}.${name}: ${JSON.stringify(found![name])}, not nothing`);
  });
}

const templateOf = ({ spec }: AnyObject): PodTemplate =>
  (spec as { template?: PodTemplate } | undefined)?.template ?? {};

/** What decides who a pod is and what it runs. Probes and resources are others' to change: Istio, a LimitRange. */
function decisive({ metadata = {}, spec = {} }: PodTemplate): object {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => !scraped.test(name));
  const containers = (spec.containers ?? []).map(({ name, image, command, args, env, ports }) => ({
    ...{ name, ...(image !== "auto" && { image }) },
    ...Object.fromEntries(Object.entries({ command, args, env, ports }).filter(([, value]) => value !== undefined)),
  }));
  return {
    metadata: { labels: metadata.labels ?? {}, annotations: Object.fromEntries(annotations) },
    spec: { containers },
  };
}

/** Its pods that stay: of a ReplicaSet of its name. One of an earlier template ends soon, and is ending already. */
function podsOf({ metadata }: AnyObject, pods: AnyObject[]): AnyObject[] {
  const own = new RegExp(`^${metadata?.name}-[a-z0-9]+-[a-z0-9]{5}$`);
  return pods.filter((pod) => own.test(pod.metadata?.name ?? "") && pod.metadata?.deletionTimestamp === undefined);
}
