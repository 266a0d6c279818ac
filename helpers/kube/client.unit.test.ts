import { createServer, type RequestListener } from "node:http";
import { expect, test } from "vitest";
import { NoAnswer } from "./answers.ts";
import { connectTo } from "./stand-in-api.ts";

const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a", namespace: "b" } };
const kinds = JSON.stringify({ resources: [{ name: "pods", kind: "Pod", namespaced: true, verbs: ["get"] }] });

const answering = (listener: RequestListener, limit?: number) => connectTo(createServer(listener), limit);

test("an API server that keeps silent is given up on, by every way to ask it", async () => {
  const kube = await answering(() => undefined, 150);
  const noAnswer = { name: "HarnessError", why: "no answer within 0.15 s", cause: expect.any(NoAnswer) as NoAnswer };
  const questions = [
    () => kube.get("/version"),
    () => kube.find(pod),
    () => kube.list("v1", "Pod"),
    () => kube.remove(pod),
    () => kube.applyObject(pod),
    () => kube.logs("b", "a", "c"),
  ];
  await Promise.all(questions.map((ask) => expect(ask()).rejects.toMatchObject(noAnswer)));
});

test("so is one that begins to answer and then stops", async () => {
  const kube = await answering((_, answer) => answer.writeHead(200).write('{"half":'), 150);
  await expect(kube.get("/version")).rejects.toMatchObject({ why: "no answer within 0.15 s" });
  await expect(kube.find(pod)).rejects.toMatchObject({ name: "HarnessError" });
});

test.each<[string, RequestListener]>([
  [
    "is cut off with its connection",
    (_, answer) => answer.writeHead(200, { "content-length": 99 }).write('{"half":', () => answer.destroy()),
  ],
  ["is cut off and ends", (_, answer) => answer.end('{"configs":[{"half')],
  ["is a page for people", (_, answer) => answer.end("<html>captive portal</html>")],
  ["is empty", (_, answer) => answer.end()],
])("an answer that %s is the harness's failure", async (_which, listener) => {
  const kube = await answering((request, answer) =>
    request.url?.endsWith("/api/v1") ? answer.end(kinds) : listener(request, answer),
  );
  await expect(kube.get("/api/v1/namespaces/b/pods/a:15000/proxy/config_dump")).rejects.toMatchObject({
    name: "HarnessError",
  });
  await expect(kube.find(pod)).rejects.toMatchObject({ name: "HarnessError" });
});
