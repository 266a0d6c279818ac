import { expect, test } from "vitest";
import { listener } from "#helpers/system/stand-in-programs";
import { nodeAwake, systemReady } from "./awake.ts";
import { nodeReady } from "./ready.ts";
import type { Kube } from "./client.ts";

const now = () => Date.parse("2026-01-01T00:10:00Z");
const lease = (time: string) => ({ metadata: { name: "node" }, spec: { renewTime: `2026-01-01T00:${time}Z` } });

/** A cluster whose lease is told with these times, one after the other; the last stays. */
function clusterTelling(...times: string[]) {
  let asked = 0;
  const get = () => Promise.resolve({ items: [lease(times[Math.min(asked++, times.length - 1)]!)] });
  return { kube: { get } as unknown as Kube, asked: () => asked };
}

test("a cluster that was at work is asked once", async () => {
  const { kube, asked } = clusterTelling("09:51.000000");
  const { say, lines } = listener();
  expect(await nodeAwake(kube, say, { now })).toBe(false);
  expect([asked(), lines]).toEqual([1, []]);
});

test("one that stood still is waited for until its kubelet has reported, and the node controller has looked", async () => {
  const { kube, asked } = clusterTelling("02:00.000000", "02:00.000000", "10:01.000000");
  const { say, lines } = listener();
  const started = Date.now();
  expect(await nodeAwake(kube, say, { now, period: 100 })).toBe(true);
  expect(asked()).toBe(3);
  expect(Date.now() - started).toBeGreaterThanOrEqual(1_590);
  expect(lines).toEqual(["the cluster stood still: waiting until its node has reported again"]);
});

test("a node with another clock is told by its next report", async () => {
  const { kube, asked } = clusterTelling("00:00.000000", "00:10.000000");
  await nodeAwake(kube, listener().say, { now, period: 0 });
  expect(asked()).toBe(2);
});

const ready = (status: string) => [{ type: "Ready", status }];

test.each([
  ["all are ready", [{ phase: "Running", conditions: ready("True") }, { phase: "Succeeded" }], true],
  ["one is not", [{ phase: "Running", conditions: ready("True") }, { conditions: ready("False") }], undefined],
  ["one has not said anything", [{ phase: "Pending" }], undefined],
])("the system's pods: %s", async (_what, statuses, expected) => {
  const get = () => Promise.resolve({ items: statuses.map((status) => ({ status })) });
  expect(await systemReady({ get } as unknown as Kube)).toBe(expected);
});

test.each([
  ["ready", { status: { conditions: ready("True") } }, true],
  ["not ready", { status: { conditions: ready("False") } }, undefined],
  [
    "ready again, and still marked as if it were not",
    { spec: { taints: [{ key: "node.kubernetes.io/not-ready" }] }, status: { conditions: ready("True") } },
    undefined,
  ],
  [
    "ready, with a mark of somebody's",
    { spec: { taints: [{ key: "dedicated" }] }, status: { conditions: ready("True") } },
    true,
  ],
])("a node that is %s", async (_what, node, expected) => {
  expect(await nodeReady({ list: () => Promise.resolve([node]) } as unknown as Kube)).toBe(expected);
});
