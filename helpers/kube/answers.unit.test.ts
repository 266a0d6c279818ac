import { createServer } from "node:http";
import { expect, test } from "vitest";
import { withEnvironment } from "#helpers/system/stand-in-programs";
import { asHarnessError } from "./answers.ts";
import { connectTo } from "./stand-in-api.ts";

test("a server that takes its time is asked more than it has connections for: waiting for one is not its silence", async () => {
  const server = createServer((_, response) => {
    setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end("{}"), 150);
  });
  const kube = await connectTo(server, 400);
  // Eight connections: the last of these is asked after 450 ms.
  await expect(Promise.all(Array.from({ length: 32 }, () => kube.get("/version")))).resolves.toHaveLength(32);
});

test("a server that says nothing is waited for no longer than one question may take, however many were asked", async () => {
  const kube = await connectTo(
    createServer(() => undefined),
    300,
  );
  const began = performance.now();
  const asked = Array.from({ length: 32 }, () => kube.get("/version"));
  await expect(Promise.all(asked)).rejects.toMatchObject({ why: "no answer within 0.3 s" });
  expect(performance.now() - began).toBeLessThan(2_000);
  await Promise.allSettled(asked);
});

test("somebody's cluster is not repaired by us", () => {
  expect(asHarnessError("x", new Error("y")).hint).toContain("`npm run up` repairs the cluster");
  withEnvironment({ MESHPROOF_TARGET: "existing", MESHPROOF_CONTEXT: "staging" });
  expect(asHarnessError("x", new Error("y")).hint).toContain("it is its owner's");
});
