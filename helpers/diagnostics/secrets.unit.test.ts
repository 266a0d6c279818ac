import { generateKeyPairSync } from "node:crypto";
import { EventEmitter } from "node:events";
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Kube } from "#helpers/kube/client";
import { leaksInFolder } from "#helpers/verdict/leaks";
import type { PreparedTarget } from "#helpers/probes/prepared";
import { collect, writeWhy } from "./index.ts";
import { published } from "./objects.ts";
import { withoutKeys } from "./proxy-dump.ts";

/* A cluster that gives its secrets away wherever it is asked: none of them may get into the folder. */

const key = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const encoded = Buffer.from(key).toString("base64");
const part = (data: object) => Buffer.from(JSON.stringify(data)).toString("base64url");
const token = `${part({ alg: "RS256" })}.${part({ sub: "system:serviceaccount:test:default" })}.c2lnbmF0dXJlc2ln`;
const password = "correct-horse-battery-staple-and-more";
const known = new Map([
  ["the key", key],
  ["the token", token],
  ["the password", password],
]);
const everything = `${key}\n${encoded}\n${token}\nAuthorization: Bearer ${token}\nclient-key-data: ${encoded}\n`;

type Exec = ReturnType<Kube["execClient"]>["exec"];

/** What any command in any container answers; Envoy's config dump for one that asks for it. */
const answer: Exec = async (_namespace, _pod, _container, command, stdout, stderr, _stdin, _tty, onStatus) => {
  const envoy = { configs: [{ "@type": "x.SecretsConfigDump", dynamic_active_secrets: [envoySecret] }] };
  stdout?.write([command].flat().join(" ").includes("config_dump") ? JSON.stringify(envoy) : everything);
  stderr?.write(everything);
  setImmediate(() => onStatus?.({ status: "Success" }));
  return new EventEmitter() as Awaited<ReturnType<Exec>>;
};

const envoySecret = {
  name: "default",
  secret: { tls_certificate: { private_key: { inline_bytes: encoded }, password: { inline_string: password } } },
};
const metadata = {
  name: "one",
  namespace: "test",
  labels: { app: "one" },
  annotations: { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify({ data: { password } }) },
};
const secret = {
  apiVersion: "v1",
  kind: "Secret",
  metadata,
  data: { "tls.key": encoded, password: Buffer.from(password).toString("base64") },
  stringData: { password },
};
const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { ...metadata, annotations: { token } },
  spec: { containers: [{ name: "istio-proxy", env: [{ name: "KEY", value: key }] }] },
  status: {
    containerStatuses: [
      { name: "istio-proxy", restartCount: 1, state: { running: { startedAt: "2026-11-20T12:00:00Z" } } },
    ],
  },
};

const resources = [
  { resource: "secrets", scope: "Namespaced", verbs: ["list"], responseKind: { kind: "Secret" } },
  { resource: "pods", scope: "Namespaced", verbs: ["list"], responseKind: { kind: "Pod" } },
];
const kube = {
  get: async (path: string) => {
    if (path === "/api") return { items: [{ metadata: {}, versions: [{ version: "v1", resources }] }] };
    if (path === "/apis") return { items: [] };
    return { items: path.includes("/test/") ? [path.endsWith("secrets") ? secret : pod] : [] };
  },
  find: async () => undefined,
  list: async (_version: string, kind: string) =>
    kind === "Event"
      ? [{ ...pod, type: "Warning", reason: "Failed", message: everything, lastTimestamp: new Date() }]
      : [],
  logs: async () => everything,
  execClient: () => ({ exec: answer }),
} as unknown as Kube;

const folder = await mkdtemp(path.join(tmpdir(), "diagnostics-"));
afterAll(() => rm(folder, { recursive: true }));

test("nothing of a key, a token or a Secret gets into the folder", async () => {
  const istioctl = path.join(folder, "..", `${path.basename(folder)}-istioctl`);
  await writeFile(
    istioctl,
    `#!/bin/sh\ncat <<'end'\n${JSON.stringify([{ code: "IST1", level: "Error", origin: "x", message: everything }])}\nend\n`,
  );
  await chmod(istioctl, 0o755);
  const check = {
    id: "page/section/check",
    title: "it holds",
    prints: everything,
    verdict: "nonconformant" as const,
    reason: everything,
    observed: everything,
  };
  const evidence = [
    {
      at: new Date().toISOString(),
      source: `one.test -c istio-proxy -- curl http://one.test/${token}`,
      text: everything,
    },
  ];
  try {
    const target = { istioctl, kubeconfig: "/none" } as PreparedTarget;
    const collected = await collect({
      kube,
      target,
      namespaces: ["test"],
      check,
      began: new Date(),
      evidence,
      folder,
      within: 10_000,
    });
    await writeWhy(collected, check);
    expect(collected.bounded.missing).toEqual([]);
  } finally {
    await rm(istioctl);
  }
  const files = (await readdir(folder, { recursive: true })).sort();
  for (const file of [
    "why.md",
    "facts.json",
    "trace.txt",
    "analyze.txt",
    "events.txt",
    "access-log.txt",
    "resources/test.yaml",
    "logs/one.test/istio-proxy.log",
    "logs/one.test/istio-proxy.previous.log",
    "proxies/one.test/config_dump.json",
  ]) {
    expect(files).toContain(file);
  }
  expect(await leaksInFolder(folder, known)).toEqual([]);
  expect(await readFile(path.join(folder, "resources/test.yaml"), "utf8")).toContain(
    `tls.key: "[removed, ${encoded.length} characters]"`,
  );
});

test("a Secret keeps the names of its keys, and Envoy's configuration its shape", () => {
  expect(published(secret)).toEqual({
    ...secret,
    metadata: { name: "one", namespace: "test", labels: { app: "one" } },
    data: { "tls.key": `[removed, ${encoded.length} characters]`, password: "[removed, 52 characters]" },
    stringData: { password: `[removed, ${password.length} characters]` },
  });
  expect(withoutKeys({ list: [envoySecret] })).toEqual({
    list: [{ name: "default", secret: { tls_certificate: { private_key: "[removed]", password: "[removed]" } } }],
  });
});
