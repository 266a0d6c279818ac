import { createServer } from "node:http";
import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import type { Kube } from "./client.ts";
import { connectTo } from "./stand-in-api.ts";
import { clusterReady } from "./ready.ts";

const timeLimit = { question: 50, silence: 200 };
const say = () => undefined;

test("an API server at whose address nothing answers ends the waiting with one error", async () => {
  const kube = await connectTo(createServer(() => undefined));
  await expect(clusterReady(kube, say, timeLimit)).rejects.toMatchObject({
    name: "HarnessError",
    what: "the cluster's API server has not answered for 0.2 s",
    why: expect.stringContaining(kube.server) as string,
  });
});

test.each([
  ["CERT_HAS_EXPIRED", "the API server's certificate has run out", true],
  ["CERT_NOT_YET_VALID", "the API server's certificate is not valid yet", false],
])("a certificate out of time is not waited for: %s", async (code, what, expired) => {
  const cause = Object.assign(new Error("it is not valid"), { code });
  const failed = new HarnessError("the cluster's API did not GET /version", { hint: "see", cause });
  const kube = { get: () => Promise.reject(failed), server: "https://127.0.0.1:1" } as unknown as Kube;
  await expect(clusterReady(kube, say, timeLimit)).rejects.toMatchObject({ what, expired });
});

test("one that says that it is not ready is waited for", async () => {
  let asked = 0;
  const kube = await connectTo(
    createServer((request, answer) => {
      asked += 1;
      // Healthy at last, and then it says something that ends the test.
      if (request.url?.includes("/leases")) answer.setHeader("content-type", "application/json").end('{"items":[]}');
      else if (request.url !== "/version") answer.writeHead(403).end("enough");
      else if (asked < 3) answer.writeHead(503).end("starting");
      else answer.end("{}");
    }),
  );
  await expect(clusterReady(kube, say, { question: 5_000, silence: 0 })).rejects.toThrow("did not list Node");
});
