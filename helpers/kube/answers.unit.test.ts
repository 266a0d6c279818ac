import { ApiException } from "@kubernetes/client-node";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { withEnvironment } from "#helpers/system/stand-in-programs";
import { asHarnessError, unlessOvertaken } from "./answers.ts";
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

test("a write that somebody's write overtook is made again, from what is there then; five times at most", async () => {
  const conflict = new ApiException(409, "Conflict", {}, {});
  const failing = (times: number, error: unknown = conflict) => {
    let tries = 0;
    const write = async () => {
      tries += 1;
      if (tries <= times) throw error;
      return tries;
    };
    return { write, tried: () => tries };
  };
  expect(await unlessOvertaken(failing(4).write)).toBe(5);
  const always = failing(9);
  await expect(unlessOvertaken(always.write)).rejects.toBe(conflict);
  expect(always.tried()).toBe(5);
  const refused = failing(1, new ApiException(403, "Forbidden", {}, {}));
  await expect(unlessOvertaken(refused.write)).rejects.toMatchObject({ code: 403 });
  expect(refused.tried()).toBe(1);
});
