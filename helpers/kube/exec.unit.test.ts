import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { describe, expect, test } from "vitest";
import { exec, exitCodeOf } from "./exec.ts";
import { connectTo } from "./stand-in-api.ts";

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

const at = { namespace: "foo", pod: "curl", container: "curl" };

test("a connection that closes without a status is no answer", async () => {
  const kube = await connectTo(serverThatUpgrades((socket) => socket.end()));
  await expect(exec(kube, at, ["true"], 10_000)).rejects.toMatchObject({
    name: "HarnessError",
    why: "the connection closed without a status",
  });
});

test("a command that gives no status in time is given up, and its socket closed", async () => {
  let closed: Promise<unknown> | undefined;
  const silent = serverThatUpgrades((socket) => (closed = hungUp(socket)));
  const kube = await connectTo(silent);
  await expect(exec(kube, at, ["sleep", "60"], 300)).rejects.toMatchObject({
    why: "no status within 0.3 s for: sleep 60",
  });
  await closed;
});

test("a server that takes the connection and answers nothing is let go of, too", async () => {
  let closed: Promise<unknown> | undefined;
  const mute = createServer().on("upgrade", (_, socket: Duplex) => {
    closed = hungUp(socket);
  });
  const kube = await connectTo(mute, 200);
  await expect(exec(kube, at, ["true"], 10_000)).rejects.toMatchObject({ name: "HarnessError" });
  await closed;
});

/** An API server that takes the websocket and does no more than `then`. */
function serverThatUpgrades(then: (socket: Duplex) => unknown): Server {
  return createServer().on("upgrade", ({ headers }, socket: Duplex) => {
    const accept = createHash("sha1").update(`${headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
    socket.write(
      [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Accept: ${accept.digest("base64")}`,
        `Sec-WebSocket-Protocol: ${headers["sec-websocket-protocol"]?.split(",")[0]}`,
        "\r\n",
      ].join("\r\n"),
    );
    then(socket);
  });
}

/** The other side has closed the connection. */
const hungUp = (socket: Duplex) =>
  new Promise((resolve) => socket.resume().once("end", resolve).once("error", resolve));
