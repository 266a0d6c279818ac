import type { Kube } from "#helpers/kube/client";
import type { AnyObject } from "#helpers/kube/objects";
import { rootNamespace } from "./facts.ts";

interface Discovery {
  items: {
    metadata: { name?: string };
    versions: {
      version: string;
      resources?: { resource: string; scope: string; verbs: string[]; responseKind: { kind: string } }[];
    }[];
  }[];
}

interface Listable {
  /** "/apis/networking.istio.io/v1". */
  root: string;
  apiVersion: string;
  kind: string;
  resource: string;
}

/** One answer for all groups of an API root, in place of one per group. */
const discoveryFormat = ["v2", "v2beta1"]
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(",");

/** Measurements are no objects; events have a file of their own. */
const noObjects = new Set(["metrics.k8s.io", "events.k8s.io"]);

/** What one namespace holds may decide about the traffic of another: these groups are listed in all. */
const meshGroups = /(\.istio\.io|^gateway\.networking\.k8s\.io)\//;

/** Of the other groups these kinds decide about traffic. */
const traffic = new Set(["Pod", "Service", "EndpointSlice", "NetworkPolicy"]);

/**
 * Every object of every namespaced kind in these namespaces, and the namespaces themselves; besides, Istio's and the
 * Gateway API's objects of all others. Secrets keep their keys' names only.
 * @param deciding gets those that decide about traffic, before the many others are asked for: time may be short
 */
export async function collectObjects(
  kube: Kube,
  namespaces: string[],
  deciding: (objects: AnyObject[]) => void = () => undefined,
): Promise<AnyObject[]> {
  const kinds = await listableKinds(kube);
  const isMesh = ({ apiVersion }: Listable) => meshGroups.test(apiVersion);
  const listAll = async (wanted: (kind: Listable) => boolean) => {
    const lists = kinds
      .filter(wanted)
      .flatMap((kind) =>
        isMesh(kind)
          ? [listOf(kube, kind, `/${kind.resource}`)]
          : namespaces.map((name) => listOf(kube, kind, `/namespaces/${name}/${kind.resource}`)),
      );
    return (await Promise.all(lists)).flat().map(published);
  };
  const own = namespaces.map((name) => kube.find({ apiVersion: "v1", kind: "Namespace", metadata: { name } }));
  const isDeciding = (kind: Listable) => isMesh(kind) || traffic.has(kind.kind);
  const [found, spaces] = await Promise.all([listAll(isDeciding), Promise.all(own)]);
  const existing = spaces.filter((one): one is AnyObject => one !== undefined).map(published);
  deciding([...existing, ...found]);
  return [...existing, ...found, ...(await listAll((kind) => !isDeciding(kind)))];
}

async function listableKinds(kube: Kube): Promise<Listable[]> {
  const roots = await Promise.all(["/api", "/apis"].map((root) => kube.get<Discovery>(root, discoveryFormat)));
  return roots.flatMap(({ items }) =>
    items.flatMap(({ metadata: { name: group }, versions }) => {
      const [preferred] = versions;
      if (!preferred || noObjects.has(group ?? "")) return [];
      const apiVersion = group ? `${group}/${preferred.version}` : preferred.version;
      const root = group ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      return (preferred.resources ?? [])
        .filter(
          ({ resource, scope, verbs }) => scope === "Namespaced" && verbs.includes("list") && resource !== "events",
        )
        .map(({ resource, responseKind: { kind } }) => ({ root, apiVersion, kind, resource }));
    }),
  );
}

async function listOf(kube: Kube, { root, apiVersion, kind }: Listable, path: string): Promise<AnyObject[]> {
  const { items } = await kube.get<{ items: AnyObject[] }>(root + path);
  // A list's items leave out what is the same for all.
  return items.map((item) => ({ ...item, apiVersion, kind }));
}

/** Annotation in which `kubectl apply` keeps a copy of the whole object, a Secret's data included. */
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** The object as it may be shown: without the API server's own bookkeeping, and a Secret without its data. */
export function published(object: AnyObject): AnyObject {
  const { managedFields, annotations = {}, ...metadata } = object.metadata ?? {};
  void managedFields;
  const { [lastApplied]: copy, ...kept } = annotations;
  void copy;
  const shown: AnyObject = {
    ...object,
    metadata: { ...metadata, ...(Object.keys(kept).length > 0 && { annotations: kept }) },
  };
  if (object.kind !== "Secret") return shown;
  return { ...shown, ...withoutValues("data", object.data), ...withoutValues("stringData", object.stringData) };
}

function withoutValues(field: string, data: unknown): object {
  if (data === undefined || data === null) return {};
  const entries = Object.entries(data as Record<string, string>);
  return { [field]: Object.fromEntries(entries.map(([key, value]) => [key, `[removed, ${value.length} characters]`])) };
}

/** A Deployment tells the rules only that nobody is meant to run: that it has no replicas. */
const scaledAway = ({ kind, spec }: AnyObject) =>
  kind === "Deployment" && (spec as { replicas?: number } | undefined)?.replicas === 0;

/** Kinds that no rule reads: leaving them out keeps facts.json readable. */
const unread = new Set([
  "ControllerRevision",
  "DaemonSet",
  "Deployment",
  "Endpoints",
  "HorizontalPodAutoscaler",
  "Lease",
  "PodDisruptionBudget",
  "PodTemplate",
  "ReplicaSet",
  "Role",
  "RoleBinding",
  "ServiceAccount",
]);

/** The objects as the rules need them. */
export function essence(objects: AnyObject[]): AnyObject[] {
  return objects
    .filter((object) => !unread.has(object.kind ?? "") || scaledAway(object))
    .filter(
      ({ kind, metadata }) =>
        kind !== "ConfigMap" || (metadata?.namespace === rootNamespace && metadata.name === "istio"),
    )
    .map(brief);
}

function brief(object: AnyObject): AnyObject {
  if (object.kind === "Pod") return podEssence(object);
  if (object.kind !== "Deployment") return bare(object);
  const { replicas, selector } = object.spec as { replicas: number; selector: unknown };
  return { ...bare(object), spec: { replicas, selector } };
}

function bare({ apiVersion, kind, metadata, ...rest }: AnyObject): AnyObject {
  const { name, namespace, labels, creationTimestamp, deletionTimestamp } = metadata ?? {};
  const { status, ...content } = rest;
  void status;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      ...(labels && { labels }),
      creationTimestamp,
      ...(deletionTimestamp && { deletionTimestamp }),
    },
    ...content,
  };
}

function podEssence(pod: AnyObject): AnyObject {
  interface Container {
    name: string;
    ports?: unknown;
    env?: unknown;
  }
  const { containers = [], initContainers } = (pod.spec ?? {}) as {
    containers?: Container[];
    initContainers?: Container[];
  };
  const isIstiod = pod.metadata?.labels?.app === "istiod";
  // Of the environment only istiod's own is read: feature flags.
  const briefly = ({ name, ports, env }: Container) => ({
    name,
    ...(ports !== undefined && { ports }),
    ...(isIstiod && { env }),
  });
  const spec = {
    containers: containers.map(briefly),
    ...(initContainers && { initContainers: initContainers.map(briefly) }),
  };
  const { podIP, conditions, containerStatuses, initContainerStatuses } = (pod.status ?? {}) as Record<string, unknown>;
  return { ...bare(pod), spec, status: { podIP, conditions, containerStatuses, initContainerStatuses } };
}
