import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { withEnvironment } from "#helpers/system/stand-in-programs";
import { Kube } from "./client.ts";
import { inClusterKubeconfig } from "./config.ts";
import { kubeconfigFor, listen } from "./stand-in-api.ts";

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "meshproof-config-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test("in a pod the kubeconfig names the API server by the pod's environment, and the token by its file", () => {
  withEnvironment({ KUBERNETES_SERVICE_HOST: "fd00::1", KUBERNETES_SERVICE_PORT: "6443" });
  const { server, kubeconfig } = inClusterKubeconfig("in-cluster");
  expect(server).toBe("https://[fd00::1]:6443");
  expect(parse(kubeconfig)).toMatchObject({
    "current-context": "in-cluster",
    users: [{ user: { tokenFile: "/var/run/secrets/kubernetes.io/serviceaccount/token" } }],
    contexts: [{ context: { namespace: "default" } }],
  });
  expect(kubeconfig).not.toMatch(/"token"|token-data/);
});

test("the token of a tokenFile is read by our client as well", async () => {
  const token = path.join(await folder(), "token");
  await writeFile(token, "first");
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  const text = kubeconfigFor(await listen(server)).replace(
    '"user":{}',
    `"user":${JSON.stringify({ tokenFile: token })}`,
  );
  const own = path.join(await folder(), "kubeconfig");
  await writeFile(own, text);
  await Kube.connect(own, 2_000).get("/version");
  expect(seen).toEqual(["Bearer first"]);
});
