import { createServer } from "node:http";
import { expect, test } from "vitest";
import { ClusterLease } from "./cluster-lease.ts";
import { describeMyself } from "#helpers/system/lease";
import { connectTo } from "./stand-in-api.ts";

/** An API server with one Lease, which it changes as a real one: not where it was changed meanwhile. */
function server() {
  const at = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases";
  const list = { resources: [{ name: "leases", kind: "Lease", namespaced: true, verbs: ["get"] }] };
  let version = 0;
  let lease: { metadata: { resourceVersion?: string }; spec: Record<string, unknown> } | undefined;
  const http = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const answer = (status: number, body: object) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      const sent = JSON.parse(Buffer.concat(chunks).toString() || "{}") as NonNullable<typeof lease> & {
        preconditions?: { resourceVersion?: string };
      };
      if (!request.url?.startsWith(at)) return answer(200, list);
      const wanted = request.method === "PUT" ? sent.metadata.resourceVersion : sent.preconditions?.resourceVersion;
      if (request.method === "POST" && lease) return answer(409, { message: "already exists" });
      if (request.method !== "POST" && !lease) return answer(404, { message: "not found" });
      if (wanted !== undefined && wanted !== lease?.metadata.resourceVersion)
        return answer(409, { message: "changed" });
      if (request.method === "DELETE") lease = undefined;
      if (request.method === "POST" || request.method === "PUT")
        lease = { ...sent, metadata: { ...sent.metadata, resourceVersion: `${(version += 1)}` } };
      return answer(200, lease ?? { status: "Success" });
    });
  });
  return { http, lease: () => lease };
}

test("of two runs one gets the cluster's lease; kubectl shows who, and until when without a renewal", async () => {
  const { http, lease } = server();
  const kube = await connectTo(http);
  const [one, two] = [new ClusterLease(kube), new ClusterLease(kube)];
  const me = await describeMyself();
  expect(await one.read()).toBeUndefined();
  expect(await one.create(me)).toBe(true);
  expect(await two.create(me)).toBe(false);
  expect(lease()?.spec).toMatchObject({
    holderIdentity: `${me.owner} ${me.host}/${me.pid}`,
    leaseDurationSeconds: 45,
    renewTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string,
  });
  const held = (await two.read())!;
  expect(held).toMatchObject({ holder: me, id: "1" });
  expect(await one.renew()).toBe(true);
  // What was read has changed since: nothing is taken away.
  await two.remove(held);
  expect(lease()).toBeDefined();
  await one.release();
  expect(lease()).toBeUndefined();
});

test("one that was taken over is not renewed, and not given back by the one that lost it", async () => {
  const { http, lease } = server();
  const kube = await connectTo(http);
  const [one, two] = [new ClusterLease(kube), new ClusterLease(kube)];
  await one.create(await describeMyself());
  await two.remove((await two.read())!);
  await two.create({ ...(await describeMyself()), pid: 77 });
  expect(await one.renew()).toBe(false);
  await one.release();
  expect(lease()).toBeDefined();
});
