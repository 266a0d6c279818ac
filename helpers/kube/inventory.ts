import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writeFileAtomically } from "#helpers/system/atomic-file";
import { HarnessError } from "#helpers/system/errors";
import type { Kube } from "./client.ts";
import { bearsLabel, type Guest } from "./guest.ts";
import { guestKinds, listPath } from "./guest-kinds.ts";
import type { AnyObject, ObjectRef } from "./objects.ts";

interface ResourceList {
  groupVersion: string;
  resources: { name: string; kind: string; verbs: string[]; namespaced: boolean }[];
}

/**
 * Kinds that the cluster itself makes, renews and drops while nobody changes anything. Everything else counts:
 * Secrets, ServiceAccounts, ConfigMaps, NetworkPolicies, Gateway API kinds, whatever CRDs there are.
 */
const renewedByTheCluster = new Set([
  "Event",
  "Lease",
  "Endpoints",
  "EndpointSlice",
  "CertificateSigningRequest",
  "ComponentStatus",
  "IPAddress",
  "PodMetrics",
  "NodeMetrics",
]);

/** Every object of the cluster: its name, and a hash of what a person declared of it. */
export type Inventory = Map<string, string>;

/** An object that is on the cluster, under its name in inventories. */
export interface Listed {
  key: string;
  ref: ObjectRef;
  object: AnyObject;
}

/**
 * Lists all API kinds. Objects owned by another object are left out: their owner stands for them. Of somebody's cluster it
 * lists what is where pages work, of the kinds that they make: all else changes there while others do their work.
 */
export async function listObjects(kube: Kube): Promise<Listed[]> {
  const lists = await (kube.guest ? watchedLists(kube, kube.guest) : resourceLists(kube));
  const found = await Promise.all(lists.map((path) => objectsAt(kube, path)));
  const all = found.flat().filter(({ object }) => !object.metadata?.ownerReferences?.length);
  const { guest } = kube;
  if (!guest) return all;
  return all.filter(({ key, object }) => bearsLabel(object) || guest.watched.some((entry) => isAt(key, entry)));
}

/** Namespaces, and in those that pages work in the kinds that they make. */
async function watchedLists(kube: Kube, { watched }: Guest): Promise<ListPath[]> {
  const { items } = await kube.get<{ items: AnyObject[] }>("/api/v1/namespaces");
  const named = new Set(watched.map((entry) => entry.split(" ").at(-1)!.split("/")[0]!));
  const namespaces = items.map(({ metadata }) => metadata!.name!).filter((name) => named.has(name));
  const inThem = namespaces.flatMap((namespace) =>
    guestKinds.map((of) => ({ path: listPath(of, namespace), kind: of.kind })),
  );
  return [{ path: "/api/v1/namespaces", kind: "Namespace" }, ...inThem];
}

/** A kind that we may not list, or that the cluster does not serve, cannot have been changed by us. */
const kept = (error: unknown): boolean => error instanceof HarnessError && /^(403|404|405):/.test(error.why ?? "");

/** All that is on the cluster, by `listObjects`. */
export async function takeInventory(kube: Kube): Promise<Inventory> {
  const listed = await listObjects(kube);
  return new Map(listed.map(({ key, object }) => [key, declared(object, key)] as const).sort());
}

/**
 * What differs, one line each: "left behind: …", "missing: …", "changed: …". Empty when equal.
 * @param elsewhere namespaces ("test"), names in namespaces ("default/curl"), and single objects of the cluster
 *   ("Namespace kube-system", without what is in it) that others work with meanwhile
 */
export function compareInventories(before: Inventory, after: Inventory, elsewhere: string[] = []): string[] {
  const lines: string[] = [];
  for (const key of after.keys()) if (!before.has(key)) lines.push(`left behind: ${key}`);
  for (const [key, hash] of before) {
    const now = after.get(key);
    if (now === undefined) lines.push(`missing: ${key}`);
    else if (now !== hash) lines.push(`changed: ${key}`);
  }
  return lines.filter((line) => !elsewhere.some((entry) => isAt(line.split(": ")[1]!, entry))).sort();
}

/** Is there no object at any of these entries, which are like `elsewhere` above? */
export function holdsNothingAt(inventory: Inventory, entries: readonly string[]): boolean {
  return ![...inventory.keys()].some((key) => entries.some((entry) => isAt(key, entry)));
}

/**
 * Writes the cluster's inventory for the processes of pages, which `inventoryBefore` reads.
 * @param pages those of which nothing is on the cluster
 */
export async function writeInventory(file: string, inventory: Inventory, pages: string[]): Promise<void> {
  await writeFileAtomically(file, JSON.stringify({ pages, inventory: [...inventory] } satisfies Written));
}

/**
 * The cluster as the run has just found it; undefined where there was something of the page's on it.
 * @param file what `writeInventory` wrote, where it did
 */
export async function inventoryBefore(page: string, file: string | undefined): Promise<Inventory | undefined> {
  if (file === undefined) return undefined;
  const { pages, inventory } = JSON.parse(await readFile(file, "utf8")) as Written;
  return pages.includes(page) ? new Map(inventory) : undefined;
}

interface Written {
  pages: string[];
  inventory: [string, string][];
}

/** Is an inventory key ("Kind namespace/name" or "Kind name") that entry, in that namespace, or of that name there? */
export function isAt(key: string, entry: string): boolean {
  return key === entry || key === `Namespace ${entry}` || key.includes(` ${entry}/`) || key.endsWith(` ${entry}`);
}

interface ListPath {
  path: string;
  kind: string;
}

async function resourceLists(kube: Kube): Promise<ListPath[]> {
  const groups = await kube.get<{ groups: { preferredVersion: { groupVersion: string } }[] }>("/apis");
  const roots = ["/api/v1", ...groups.groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)];
  const lists = await Promise.all(roots.map(async (root) => ({ root, list: await kube.get<ResourceList>(root) })));
  return lists.flatMap(({ root, list }) =>
    list.resources
      .filter(
        ({ name, kind, verbs }) => !name.includes("/") && verbs.includes("list") && !renewedByTheCluster.has(kind),
      )
      .map(({ name, kind }) => ({ path: `${root}/${name}`, kind })),
  );
}

async function objectsAt(kube: Kube, { path, kind }: ListPath): Promise<Listed[]> {
  const { items } = await kube.get<{ items: AnyObject[] }>(path).catch((error: unknown) => {
    if (kube.guest && kept(error)) return { items: [] };
    throw error;
  });
  const [group, version] = path.startsWith("/api/") ? ["", "v1"] : path.split("/").slice(2);
  const apiVersion = group ? `${group}/${version}` : "v1";
  return items.map((object) => {
    const { name = "", namespace } = object.metadata ?? {};
    const key = `${kind}${group ? `.${group}` : ""} ${namespace ? `${namespace}/` : ""}${name}`;
    return { key, ref: { apiVersion, kind, metadata: { name, namespace } }, object };
  });
}

/** A hash of the object without what the cluster writes into it (status, versions, annotations). The API server sorts keys. */
function declared(object: AnyObject, key: string): string {
  const spec = key.startsWith("Service ") && object.spec ? withoutAllocated(object.spec as ServiceSpec) : object.spec;
  const kept = { ...object, spec, metadata: undefined, status: undefined, labels: object.metadata?.labels ?? {} };
  return createHash("sha256").update(JSON.stringify(kept)).digest("hex");
}

interface ServiceSpec extends Record<string, unknown> {
  clusterIP?: string;
  ports?: Record<string, unknown>[];
}

/** A Service that is made anew, as an installation that comes back makes it, gets other addresses and node ports. */
function withoutAllocated({ clusterIP, clusterIPs, healthCheckNodePort, ports = [], ...rest }: ServiceSpec): unknown {
  void [clusterIPs, healthCheckNodePort];
  const asDeclared = ports.map(({ nodePort, ...port }) => {
    void nodePort;
    return port;
  });
  return { ...rest, ports: asDeclared, ...(clusterIP === "None" && { clusterIP }) };
}
