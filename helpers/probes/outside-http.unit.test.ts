import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClaimLimits } from "#helpers/verdict/claim-limits";
import { httpRequest } from "./outside-http.ts";

let sockets = 0;
const server = http.createServer((request, response) => {
  if (request.url === "/hangs") return;
  if (request.url === "/breaks")
    return void response.writeHead(200, { "content-length": 9 }).write("cut", () => response.destroy());
  response.writeHead(request.method === "POST" ? 403 : 200).end(`${request.method} ${request.url}\nsecond line\n`);
});
server.on("connection", () => (sockets += 1));
const to = (path: string, method?: "POST") =>
  httpRequest({ path, method, connectTo: { address: "127.0.0.1", port: (server.address() as AddressInfo).port } });

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => void (server.close(resolve), server.closeAllConnections())));

test("an answer is its status and its whole body, and on one line for messages", async () => {
  expect(await to("/a?b=1")).toEqual({
    outcome: "answer",
    path: "/a?b=1",
    status: 200,
    body: "GET /a?b=1\nsecond line\n",
    text: "200 GET /a?b=1 second line",
  });
  expect(await to("/a", "POST")).toMatchObject({ status: 403, text: "403 POST /a second line" });
});

test("each request has a connection of its own", async () => {
  const before = sockets;
  await Promise.all([to("/1"), to("/2"), to("/3")]);
  await to("/4");
  expect(sockets - before).toBe(4);
});

test("nobody there, an answer that breaks off and one that never comes are outcomes, each with its code", async () => {
  expect(await httpRequest({ path: "/", connectTo: { address: "127.0.0.1", port: 1 } })).toMatchObject({
    outcome: "refused",
    code: "ECONNREFUSED",
  });
  expect(await to("/breaks")).toMatchObject({ outcome: "refused", code: "ECONNRESET" });
  expect(await withClaimLimits({ seconds: 0.2 }, () => to("/hangs"))).toMatchObject({ outcome: "refused" });
});
