import { createServer } from "node:http";
import { expect, test } from "vitest";
import { Kube } from "./client.ts";
import type { AnyObject } from "./objects.ts";
import { connectTo } from "./stand-in-api.ts";

const guest = { run: "r1", watched: [] };
const lease = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "default" } };

/** An API whose webhook takes all labels away. @param namespace as it is there */
async function strippingApi(namespace: AnyObject) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const say = (status: number, body: object) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const path = request.url!.split("?")[0]!;
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (path === "/api/v1") {
        const kinds = { Namespace: "namespaces", ConfigMap: "configmaps" };
        const resources = Object.entries(kinds).map(([kind, name]) => ({
          kind,
          name,
          namespaced: kind !== "Namespace",
        }));
        return say(200, { resources });
      }
      if (request.method === "GET") return path === "/api/v1/namespaces/default" ? say(200, namespace) : say(404, {});
      asked.push(`${request.method} ${path} ${request.method === "DELETE" ? body : ""}`.trim());
      const given = JSON.parse(body) as AnyObject;
      return say(200, { ...given, metadata: { ...given.metadata, labels: {}, uid: "u1" } });
    });
  });
  const { kubeconfig } = await connectTo(server);
  return { kube: Kube.connect(kubeconfig, 2_000, guest), asked };
}

const name = { name: "default" };

test.each([
  ["created", (kube: Kube) => kube.create(lease)],
  ["applied", (kube: Kube) => kube.applyObject({ ...lease })],
])("what was %s without the run's label is removed at once, just this one", async (_how, make) => {
  const { kube, asked } = await strippingApi({ metadata: name });
  await expect(make(kube)).rejects.toMatchObject({
    what: "configmap/a in default was made without the label meshproof/run",
  });
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatch(/^DELETE \/api\/v1\/namespaces\/default\/configmaps\/a .*"preconditions":\{"uid":"u1"\}/);
});

test("in a namespace that a run made it is known by that", async () => {
  const { kube, asked } = await strippingApi({ metadata: { ...name, labels: { "meshproof/run": "r1" } } });
  expect(await kube.create(lease)).toBe(true);
  expect(asked).toEqual(["POST /api/v1/namespaces/default/configmaps"]);
});
