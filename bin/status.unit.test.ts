import { createServer } from "node:http";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { owner } from "#helpers/system/ownership";
import { standInPrograms, withEnvironment } from "#helpers/system/stand-in-programs";
import { statusOf } from "./status-facts.ts";
import { statusText } from "./status-text.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-status-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, "built"), "x".repeat(5000));
  const host = `unix://${folder}/docker.sock`;
  withEnvironment({ DOCKER_HOST: host, DOCKER_CONTEXT: undefined, MESHPROOF_CACHE: folder });
});

async function engine(): Promise<void> {
  const answer = JSON.stringify({ ServerVersion: "28.2.2", CgroupVersion: "2" });
  const server = createServer((_, response) => response.end(answer)).listen(`${folder}/docker.sock`);
  onTestFinished(() => void server.close());
  await once(server, "listening");
}

/** A docker client that answers what is asked of it, and fails for anything that would change something. */
const docker = (node: string, others = "") => `
  case "$*" in
    "container inspect test-status-control-plane") ${node} ;;
    "ps "*) printf '${others}' ;;
    "images "*) printf 'sha256:a\\nsha256:a\\nsha256:b\\n' ;;
    "image inspect "*) printf '1500000000\\n500000000\\n' ;;
    *) exit 7 ;;
  esac`;
const noNode = "echo 'Error: No such container: x' >&2; exit 1";
const looks = /^docker (container inspect|ps|images|image inspect) /;

test("without an engine nothing is up: one line, and nothing is called", async () => {
  const { calls } = await standInPrograms({ docker: "exit 7", "apt-get": "exit 7", dockerd: "exit 7" });
  const text = statusText(await statusOf("test-status"));
  expect(text).toBe(`nothing is up: no Docker engine runs here; the cache ${folder} holds 0.0 GB`);
  expect(await calls()).toEqual([]);
});

test("without a cluster nothing is up: one line", async () => {
  await engine();
  const { calls } = await standInPrograms({ docker: docker(noNode) });
  expect(statusText(await statusOf("test-status"))).toBe(
    `nothing is up: there is no cluster test-status; the cache ${folder} holds 0.0 GB, 2 images at most 2.0 GB (they share layers)`,
  );
  expect((await calls()).filter((call) => !looks.test(call))).toEqual([]);
});

test("a cluster is told with what the checkout that made it knows, others of this user beside it", async () => {
  await engine();
  const state = path.join(folder, ".meshproof", "test-status");
  await mkdir(state, { recursive: true });
  const versions = {
    istio: "1.31",
    envoy: "1.39.3",
    kubernetes: "v1.34.10",
    cni: "calico-node:v3",
    gatewayApi: "v1.5.1",
  };
  const target = { versions, dataPlane: "upstream Envoy", internet: "stand-in", kubeconfig: `${state}/kubeconfig` };
  await writeFile(path.join(state, "target.json"), JSON.stringify(target));
  const node = {
    Id: "0123456789abcdef",
    Config: { Image: "meshproof/node:a", Labels: { "meshproof.owner": owner(), "meshproof.checkout": folder } },
    State: { Running: true, StartedAt: "2026-11-27T10:00:00.123456789Z" },
    NetworkSettings: { Networks: { "kind-test-status": { IPAddress: "172.18.0.2" } } },
  };
  const others = `test-status|running|${owner()}\\nmine|exited|${owner()}\\ntheirs|running|somebody\\nplain|running|\\n`;
  const { calls } = await standInPrograms({ docker: docker(`echo '${JSON.stringify([node])}'`, others) });
  const status = await statusOf("test-status");
  expect(statusText(status, Date.parse("2026-11-27T12:05:30Z")).split("\n")).toEqual([
    // There is no kubeconfig.
    "cluster     test-status: up since 2026-11-27 10:00 UTC (2 h 05 min), does not answer; `npm run up` mends it",
    "versions    Kubernetes v1.34.10, Istio 1.31, Envoy 1.39.3, calico-node v3, Gateway API v1.5.1",
    "data plane  upstream Envoy",
    "internet    stand-in",
    `kubeconfig  ${state}/kubeconfig`,
    "node        container test-status-control-plane (0123456789ab), image meshproof/node:a, 172.18.0.2",
    `made by     you, in ${folder}`,
    "also there  mine: exited",
    `engine      Docker 28.2.2 at unix://${folder}/docker.sock`,
    `disk        the cache ${folder} holds 0.0 GB, 2 images at most 2.0 GB (they share layers)`,
  ]);
  expect((await calls()).filter((call) => !looks.test(call))).toEqual([]);
  const stopped = { ...status, node: { ...status.node!, running: false } };
  expect(statusText(stopped)).toMatch(/^cluster {5}test-status: stopped; `npm run up` starts it\n/);
  const unknown = { ...status, target: undefined, answers: undefined };
  expect(statusText(unknown)).toContain("versions    not known: no checkout of yours has prepared it to the end");
});
