import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { Kube } from "./client.ts";

/** For unit tests: the text of a kubeconfig for a server of the test's own. */
export function kubeconfigFor(port: number): string {
  const cluster = { server: `http://127.0.0.1:${port}` };
  return JSON.stringify({
    clusters: [{ name: "here", cluster }],
    users: [{ name: "me", user: {} }],
    contexts: [{ name: "it", context: { cluster: "here", user: "me" } }],
    "current-context": "it",
  });
}

/** For unit tests: lets a server listen until the test is over, and returns its port. */
export async function listen(server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/**
 * For unit tests: a connection to an API server of the test's own.
 * @param limit milliseconds that one request may take
 */
export async function connectTo(server: Server, limit?: number): Promise<Kube> {
  const port = await listen(server);
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-api-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const kubeconfig = path.join(folder, "kubeconfig");
  await writeFile(kubeconfig, kubeconfigFor(port));
  return Kube.connect(kubeconfig, limit);
}
