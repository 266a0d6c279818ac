import { createServer } from "node:http";
import { expect, test } from "vitest";
import { Kube } from "./client.ts";
import { runLabel } from "./guest.ts";
import { compareInventories, takeInventory } from "./inventory.ts";
import type { AnyObject } from "./objects.ts";
import { connectTo } from "./stand-in-api.ts";

const guest = { run: "r1", watched: ["foo", "default/curl", "Namespace kube-system"] };
const named = (name: string, labels = {}, annotations = {}) => ({ metadata: { name, labels, annotations } });

/** An API that has Namespaces and ConfigMaps, by path, and notes what is written. */
async function guestOf(objects: Record<string, AnyObject>, refused: RegExp = /^$/) {
  const written: string[] = [];
  const kinds = {
    "/api/v1": [
      { name: "namespaces", kind: "Namespace", namespaced: false, verbs: ["list"] },
      { name: "configmaps", kind: "ConfigMap", namespaced: true, verbs: ["list"] },
    ],
  };
  const server = createServer((request, response) => {
    const path = request.url!.split("?")[0]!;
    const say = (status: number, body: object) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (refused.test(path)) return say(403, { message: "forbidden" });
    if (path === "/api/v1") return say(200, { resources: kinds["/api/v1"] });
    if (request.method !== "GET") {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        written.push(`${request.method} ${path} ${body}`);
        say(200, objects[path] ?? JSON.parse(body || "{}"));
      });
      return undefined;
    }
    if (objects[path]) return say(200, objects[path]);
    const items = Object.entries(objects).filter(
      ([at]) => at.startsWith(`${path}/`) && !at.slice(path.length + 1).includes("/"),
    );
    return /s$/.test(path) && !/\/namespaces\/[^/]+$/.test(path)
      ? say(200, { items: items.map(([, object]) => object) })
      : say(404, { message: "none" });
  });
  const { kubeconfig } = await connectTo(server);
  return { kube: Kube.connect(kubeconfig, 2_000, guest), written };
}

const map = (name: string, namespace = "default") => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace },
});
const space = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });

test("what is made on somebody's cluster bears the run's label", async () => {
  const { kube, written } = await guestOf({});
  await expect(kube.applyObject({ ...map("a"), data: {} })).resolves.toBeDefined();
  await expect(kube.create(map("b"))).resolves.toBe(true);
  expect(written).toHaveLength(2);
  expect(written.filter((line) => line.includes(`"labels":{"${runLabel}":"r1"}`))).toHaveLength(2);
});

test("what does not bear it is neither changed nor deleted", async () => {
  const theirs = {
    "/api/v1/namespaces/default/configmaps/a": named("a"),
    "/api/v1/namespaces/default": named("default"),
  };
  const { kube, written } = await guestOf(theirs);
  await expect(kube.applyObject(map("a"))).rejects.toMatchObject({ what: "configmap/a in default is not meshproof's" });
  await expect(kube.merge(map("a"), { data: { x: "y" } })).rejects.toMatchObject({ name: "HarnessError" });
  await kube.remove(map("a"));
  await kube.remove(space("default"));
  expect(await kube.findOurs(map("a"))).toBeUndefined();
  expect(written).toEqual([]);
});

test("what bears it is, and what is in a namespace that does", async () => {
  const { kube, written } = await guestOf({
    "/api/v1/namespaces/default/configmaps/a": {
      metadata: { name: "a", namespace: "default", labels: { [runLabel]: "r0" } },
    },
    "/api/v1/namespaces/foo/configmaps/b": { metadata: { name: "b", namespace: "foo" } },
    "/api/v1/namespaces/foo": named("foo", { [runLabel]: "r0" }),
  });
  await kube.remove(map("a"));
  await kube.remove(map("b", "foo"));
  expect(written.map((line) => line.split(" ")[1])).toEqual([
    "/api/v1/namespaces/default/configmaps/a",
    "/api/v1/namespaces/foo/configmaps/b",
  ]);
});

test("of a namespace of others only labels go that a run gave, and none is given by us", async () => {
  const labels = { istio: "system", team: "x" };
  const { kube, written } = await guestOf({
    "/api/v1/namespaces/istio-system": named("istio-system", labels, { "meshproof.label/istio": "r0" }),
  });
  await kube.merge(space("istio-system"), { metadata: { labels: { team: null } } });
  await kube.merge(space("istio-system"), { metadata: { labels: { more: "x" } } });
  expect(written).toEqual([]);
  await kube.merge(space("istio-system"), { metadata: { labels: { istio: null, team: null } } });
  expect(written).toHaveLength(1);
  expect(written[0]).toContain('"labels":{"istio":null}');
  expect(written[0]).toContain('"annotations":{"meshproof.label/istio":null}');
});

test("an inventory holds what is where pages work, and what may not be listed cannot have been changed", async () => {
  const objects: Record<string, AnyObject> = {
    "/api/v1/namespaces/default": named("default"),
    "/api/v1/namespaces/kube-system": named("kube-system"),
    "/api/v1/namespaces/default/configmaps/curl": { metadata: { name: "curl", namespace: "default" } },
    "/api/v1/namespaces/default/configmaps/theirs": { metadata: { name: "theirs", namespace: "default" } },
  };
  const { kube } = await guestOf(objects, /secrets/);
  const before = await takeInventory(kube);
  expect([...before.keys()]).toEqual(["ConfigMap default/curl", "Namespace kube-system"]);
  delete objects["/api/v1/namespaces/default/configmaps/curl"];
  delete objects["/api/v1/namespaces/default/configmaps/theirs"];
  expect(compareInventories(before, await takeInventory(kube))).toEqual(["missing: ConfigMap default/curl"]);
});
