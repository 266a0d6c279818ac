import { expect, test } from "vitest";
import type { Kube } from "#helpers/kube/client";
import type { ObjectRef } from "#helpers/kube/objects";
import { takeInventory } from "#helpers/kube/inventory";
import { hasLeftovers, removeLeftovers } from "./leftovers.ts";

const kinds = [
  { path: "/api/v1", name: "namespaces", kind: "Namespace" },
  { path: "/api/v1", name: "services", kind: "Service" },
  { path: "/apis/security.istio.io/v1", name: "peerauthentications", kind: "PeerAuthentication" },
];

/** A cluster that holds these, each "Kind namespace/name" or "Kind name". */
function cluster(...there: string[]) {
  const text = ({ kind, metadata: { namespace, name } }: ObjectRef) =>
    `${kind} ${namespace ? `${namespace}/` : ""}${name}`;
  const objects = (kind: string) =>
    there
      .filter((object) => object.startsWith(`${kind} `))
      .map((object) => object.split(" ")[1]!.split("/").reverse())
      .map(([name, namespace]) => ({ metadata: { name, namespace } }));
  const answer = (path: string) => {
    if (path === "/apis") return { groups: [{ preferredVersion: { groupVersion: "security.istio.io/v1" } }] };
    const [found] = kinds.filter((kind) => path === `${kind.path}/${kind.name}`);
    if (found) return { items: objects(found.kind) };
    return { resources: kinds.filter((kind) => kind.path === path).map((kind) => ({ ...kind, verbs: ["list"] })) };
  };
  const find = async (ref: ObjectRef) => (there.includes(text(ref)) ? ref : undefined);
  const kube = {
    get: async (path: string) => answer(path),
    ...{ find, findOurs: find },
    list: async () => [],
    remove: async (ref: ObjectRef) => void (there = there.filter((object) => object !== text(ref))),
  };
  return { kube: kube as unknown as Kube, there: () => there };
}

const resources = [
  "test",
  "default/curl",
  "PeerAuthentication.security.istio.io istio-system/default",
  "Namespace default",
];
const own = ["Namespace default", "Service default/kubernetes", "Service istio-system/default"];

test("what pages make is removed, and nothing else", async () => {
  const pages = ["Namespace test", "Service default/curl", "PeerAuthentication istio-system/default"];
  const { kube, there } = cluster(...own, ...pages, "PeerAuthentication default/mine");
  expect(hasLeftovers(await takeInventory(kube), resources)).toBe(true);
  expect(await removeLeftovers(kube, resources)).toEqual([
    "Namespace test",
    "PeerAuthentication.security.istio.io istio-system/default",
    "Service default/curl",
  ]);
  expect(there()).toEqual([...own, "PeerAuthentication default/mine"]);
});

test("a Namespace of the cluster's own, of which a page only sets labels, is no leftover", async () => {
  const { kube, there } = cluster(...own);
  expect(hasLeftovers(await takeInventory(kube), resources)).toBe(false);
  expect(await removeLeftovers(kube, resources)).toEqual([]);
  expect(there()).toEqual(own);
});

test("what lies in a namespace goes with it", async () => {
  const { kube } = cluster("Namespace test", "Service test/httpbin", "PeerAuthentication test/default");
  expect(await removeLeftovers(kube, resources)).toEqual(["Namespace test"]);
});
