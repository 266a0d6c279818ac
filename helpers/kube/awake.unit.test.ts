import { expect, test } from "vitest";
import { listener } from "#helpers/system/stand-in-programs";
import { nodeAwake } from "./awake.ts";
import type { Kube } from "./client.ts";

const now = () => Date.parse("2026-01-01T00:10:00Z");
const lease = (time: string) => ({ metadata: { name: "node" }, spec: { renewTime: `2026-01-01T00:${time}Z` } });

const pod = (ready: string) => ({ status: { phase: "Running", conditions: [{ type: "Ready", status: ready }] } });

/** A cluster whose lease is told with these times, one after the other; the last stays. Its pods are ready at the second look. */
function clusterTelling(...times: string[]) {
  let [asked, looked] = [0, 0];
  const answer = (path: string) => {
    if (path.endsWith("/leases")) return lease(times[Math.min(asked++, times.length - 1)]!);
    if (path.includes("istio-system")) return { status: { phase: "Succeeded" } };
    return pod(looked++ === 0 ? "False" : "True");
  };
  const get = (path: string) => Promise.resolve({ items: [answer(path)] });
  return { kube: { get } as unknown as Kube, asked: () => asked, looked: () => looked };
}

test("a cluster that was at work is asked once", async () => {
  const { kube, asked, looked } = clusterTelling("09:51.000000");
  const { say, said } = listener();
  await nodeAwake(kube, say, { now });
  expect([asked(), looked(), said]).toEqual([1, 0, []]);
});

test("one that stood still is waited for until its kubelet has reported, the node controller has looked, and its pods are ready", async () => {
  const { kube, asked, looked } = clusterTelling("02:00.000000", "02:00.000000", "10:01.000000");
  const { say, said } = listener();
  const started = Date.now();
  await nodeAwake(kube, say, { now, period: 100 });
  expect([asked(), looked()]).toEqual([3, 2]);
  expect(Date.now() - started).toBeGreaterThanOrEqual(1_590);
  expect(said).toEqual(["the cluster stood still: waiting until its node has reported again"]);
});

test("a node with another clock is told by its next report", async () => {
  const { kube, asked } = clusterTelling("00:00.000000", "00:10.000000");
  await nodeAwake(kube, listener().say, { now, period: 0 });
  expect(asked()).toBe(2);
});
