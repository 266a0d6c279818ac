// An API server that takes its time: stands before a cluster's own and hands on each call after a while. It writes a
// kubeconfig whose only context, `slow`, leads to it.
//   node slow-api.mjs <kubeconfig as JSON> <kubeconfig to write> <milliseconds>
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { request } from "node:https";
import { connect } from "node:tls";

const [from, to, ms] = process.argv.slice(2);
const { clusters, users } = JSON.parse(readFileSync(from, "utf8"));
const server = new URL(clusters[0].cluster.server);
const pem = (text) => Buffer.from(text, "base64").toString();
const tls = {
  host: server.hostname,
  port: server.port,
  ca: pem(clusters[0].cluster["certificate-authority-data"]),
  cert: pem(users[0].user["client-certificate-data"]),
  key: pem(users[0].user["client-key-data"]),
};
const later = (work) => setTimeout(work, Number(ms));

const slow = createServer((asked, answer) => {
  later(() => {
    const { method, url: path, headers } = asked;
    const handed = request({ ...tls, method, path, headers: { ...headers, host: server.host } }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    handed.on("error", () => answer.destroy());
    asked.on("close", () => asked.complete || handed.destroy());
    answer.on("close", () => handed.destroy());
    asked.pipe(handed);
  });
});
slow.on("upgrade", (asked, socket, head) => {
  later(() => {
    const on = connect(tls, () => {
      const lines = Object.entries({ ...asked.headers, host: server.host }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      on.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join("")}\r\n`);
      on.write(head);
      on.pipe(socket).pipe(on);
    });
    for (const end of [on, socket]) end.on("error", () => [on, socket].forEach((each) => each.destroy()));
  });
});
slow.listen(0, "127.0.0.1", () => {
  const address = `http://127.0.0.1:${slow.address().port}`;
  const context = { name: "slow", context: { cluster: "slow", user: "slow" } };
  const kubeconfig = {
    ...{ apiVersion: "v1", kind: "Config", "current-context": "slow", contexts: [context] },
    clusters: [{ name: "slow", cluster: { server: address } }],
    users: [{ name: "slow", user: {} }],
  };
  writeFileSync(to, JSON.stringify(kubeconfig), { mode: 0o600 });
  console.log(`${address}, ${ms} ms a call`);
});
