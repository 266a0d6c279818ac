import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { exec, exitCodeOf } from "./kube-exec.ts";
import { Kube } from "./kube.ts";

describe("the status that ends an exec", () => {
  test("Success is exit code 0", () => {
    expect(exitCodeOf({ metadata: {}, status: "Success" })).toBe(0);
  });

  test("a command's own exit code", () => {
    const message = "command terminated with non-zero exit code: error executing command, exit code 56";
    const causes = [{ reason: "ExitCode", message: "56" }];
    expect(exitCodeOf({ status: "Failure", reason: "NonZeroExitCode", message, details: { causes } })).toBe(56);
  });

  test.each([
    [
      "a failure of the cluster",
      { status: "Failure", reason: "InternalError", message: "container not found", code: 500 },
    ],
    ["another cause", { status: "Failure", details: { causes: [{ reason: "Signal", message: "9" }] } }],
    ["a cause without a number", { status: "Failure", details: { causes: [{ reason: "ExitCode" }] } }],
    ["nothing at all", {}],
  ])("%s tells none, and none is not 0", (_name, status) => {
    expect(exitCodeOf(status)).toBeUndefined();
  });
});

const removals: (() => unknown)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

test("a connection that closes without a status is no answer", async () => {
  const kube = await connectTo(serverThatHangsUp());
  await expect(
    exec(kube, { namespace: "foo", pod: "curl", container: "curl" }, ["true"], 10_000),
  ).rejects.toMatchObject({
    name: "HarnessError",
    why: "the connection closed without a status",
  });
});

/** An API server that takes the websocket and goes away. */
function serverThatHangsUp(): Server {
  return createServer().on("upgrade", ({ headers }, socket) => {
    const accept = createHash("sha1").update(`${headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
    socket.end(
      [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Accept: ${accept.digest("base64")}`,
        `Sec-WebSocket-Protocol: ${headers["sec-websocket-protocol"]?.split(",")[0]}`,
        "\r\n",
      ].join("\r\n"),
    );
  });
}

async function connectTo(server: Server): Promise<Kube> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  removals.push(() => server.close());
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-exec-"));
  removals.push(() => rm(folder, { recursive: true, force: true }));
  const kubeconfig = path.join(folder, "kubeconfig");
  const { port } = server.address() as AddressInfo;
  const config = {
    clusters: [{ name: "here", cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } }],
    users: [{ name: "me", user: {} }],
    contexts: [{ name: "it", context: { cluster: "here", user: "me" } }],
    "current-context": "it",
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  return Kube.connect(kubeconfig);
}
