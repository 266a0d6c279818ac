import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Kube } from "./client.ts";
import type { AnyObject } from "./objects.ts";
import {
  compareInventories,
  holdsNothingAt,
  type Inventory,
  inventoryBefore,
  writeInventory,
  takeInventory,
} from "./inventory.ts";

const secret = (name: string, more: object = {}) => ({
  metadata: { name, namespace: "test" },
  data: { a: "1" },
  ...more,
});

/** A cluster with these Secrets, and with Events, which come and go by themselves. */
function inventory(...items: AnyObject[]): Promise<Inventory> {
  const verbs = ["list"];
  const answers: Record<string, unknown> = {
    "/apis": { groups: [] },
    "/api/v1": {
      resources: [
        { name: "secrets", kind: "Secret", verbs },
        { name: "services", kind: "Service", verbs },
        { name: "events", kind: "Event", verbs },
        { name: "pods/exec", kind: "PodExecOptions", verbs: ["create"] },
      ],
    },
    "/api/v1/secrets": { items: items.filter(({ spec }) => !spec) },
    "/api/v1/services": { items: items.filter(({ spec }) => spec) },
  };
  return takeInventory({ get: async (path: string) => answers[path] } as unknown as Kube);
}

test("the same cluster twice: no difference, whatever the cluster itself writes into an object", async () => {
  const before = await inventory(secret("a"), secret("b"));
  const after = await inventory(secret("b", { status: { seen: true } }), secret("a"));
  expect(compareInventories(before, after)).toEqual([]);
});

test("what is gone, what is new and what is different is named", async () => {
  const before = await inventory(secret("gone"), secret("changed"), secret("stays"));
  const after = await inventory(secret("new"), secret("changed", { data: { a: "2" } }), secret("stays"));
  expect(compareInventories(before, after)).toEqual([
    "changed: Secret test/changed",
    "left behind: Secret test/new",
    "missing: Secret test/gone",
  ]);
});

test("a label counts as much as what the object holds", async () => {
  const labelled = secret("a", { metadata: { name: "a", namespace: "test", labels: { injected: "yes" } } });
  expect(compareInventories(await inventory(secret("a")), await inventory(labelled))).toEqual([
    "changed: Secret test/a",
  ]);
});

test("a Service that was made anew has other addresses and node ports, which nobody declared; a headless one is another", async () => {
  const service = (clusterIP: string, nodePort: number, port = 80) => ({
    metadata: { name: "s", namespace: "test" },
    spec: { clusterIP, clusterIPs: [clusterIP], type: "NodePort", ports: [{ port, nodePort }] },
  });
  const before = await inventory(service("10.96.0.1", 31000));
  expect(compareInventories(before, await inventory(service("10.96.0.2", 31001)))).toEqual([]);
  for (const other of [service("None", 31000), service("10.96.0.1", 31000, 81)])
    expect(compareInventories(before, await inventory(other))).toEqual(["changed: Service test/s"]);
});

test("an owned object is its owner's", async () => {
  const owned = secret("a", { metadata: { name: "a", namespace: "test", ownerReferences: [{ name: "owner" }] } });
  expect(await inventory(owned)).toEqual(new Map());
});

test("what others work with meanwhile is left out, and nothing else", async () => {
  const before: Inventory = new Map([["Pod test/a", "1"]]);
  const after: Inventory = new Map(["Pod foo/a", "Pod food/a", "Namespace foo"].map((key) => [key, "1"]));
  expect(compareInventories(before, after, ["foo"])).toEqual(["left behind: Pod food/a", "missing: Pod test/a"]);
});

test("a page's process reads the same inventory, unless something of the page's was there", async () => {
  const taken = await inventory(secret("a"), secret("b"));
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-inventory-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "before.json");
  await writeInventory(file, taken, ["one"]);
  expect(await inventoryBefore("one", file)).toEqual(taken);
  expect(await inventoryBefore("two", file)).toBeUndefined();
  expect(await inventoryBefore("one", undefined)).toBeUndefined();
});

test("whether there is something at the places of a page", () => {
  const taken: Inventory = new Map(
    ["Pod food/a", "Service default/curl", "Namespace kube-system"].map((key) => [key, "1"]),
  );
  expect(holdsNothingAt(taken, ["foo", "default/curl-secret", "Namespace default"])).toBe(true);
  for (const entry of ["food", "default/curl", "Namespace kube-system"]) {
    expect(holdsNothingAt(taken, ["foo", entry])).toBe(false);
  }
});
