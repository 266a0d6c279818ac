import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { list } from "tar";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { sampleCheck, sampleRun } from "#reporting/samples";
import { writeReports } from "#reporting/write-reports";
import { deliver } from "./deliver.ts";
import { pluginYaml } from "./plugin.ts";
import { postProgress } from "./post-progress.ts";

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "meshproof-sonobuoy-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test("the done file names an archive that holds Sonobuoy's results file beside the reports", async () => {
  const [reports, results] = [path.join(await folder(), "reports"), await folder()];
  await writeReports(sampleRun({ failures: [] }), reports, "reports");
  await deliver(reports, results);
  const archive = await readFile(path.join(results, "done"), "utf8");
  expect(archive).toBe(path.join(results, "meshproof.tar.gz"));
  const names: string[] = [];
  await list({ file: archive, onentry: ({ path: name }) => void names.push(name) });
  expect(names).toEqual(expect.arrayContaining(["reports/sonobuoy_results.yaml", "reports/conformance.json"]));
});

test("without reports the done file names a results file that says why, and is failed", async () => {
  const results = await folder();
  await deliver(path.join(results, "none"), results);
  const file = await readFile(path.join(results, "done"), "utf8");
  expect(file).toBe(path.join(results, "sonobuoy_results.yaml"));
  expect(parse(await readFile(file, "utf8"))).toMatchObject({ status: "failed" });
});

test("each check that is decided is posted, with how many there are and which did not hold", async () => {
  const posts: object[] = [];
  const server = createServer((asked, answer) => {
    let body = "";
    asked.on("data", (chunk: Buffer) => (body += chunk.toString()));
    asked.on("end", () => {
      posts.push({ url: asked.url, ...(JSON.parse(body) as object) });
      answer.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "localhost", ready));
  onTestFinished(() => void server.close());
  const emitted: unknown[] = [];
  const runPages = (_: unknown, emit: (event: never) => void) => {
    const record = sampleCheck({ id: "a/s/1", verdict: "nonconformant" });
    emit({ kind: "decided", record } as never);
    return Promise.resolve();
  };
  const around = postProgress((server.address() as AddressInfo).port);
  const { runPages: followed } = around({ runPages } as never);
  await followed([{ page: "a", file: "a", testIds: ["1", "2"] }], (event) => emitted.push(event), { folder: "" });
  expect(posts).toEqual([
    { url: "/progress", msg: "begun", completed: 0, total: 2, failures: [] },
    { url: "/progress", msg: "nonconformant: a/s/1", completed: 1, total: 2, failures: ["a/s/1"] },
  ]);
  expect(emitted).toHaveLength(1);
});

test("a sidecar that is not there costs the run nothing", async () => {
  const { runPages } = postProgress(9)({ runPages: () => Promise.resolve("through") } as never);
  await expect(runPages([], () => undefined, { folder: "" })).resolves.toBe("through");
});

test("the plugin's definition mounts Sonobuoy's folder, and keeps the reports elsewhere until they are whole", () => {
  const plugin = parse(pluginYaml("registry.example/meshproof:1", ["suites/a"], {})) as {
    "sonobuoy-config": object;
    podSpec: { volumes: { name: string }[] };
    spec: { args: string[]; env: object[]; volumeMounts: object[] };
  };
  expect(plugin["sonobuoy-config"]).toMatchObject({ driver: "Job", "result-format": "manual" });
  expect(plugin.podSpec.volumes.map(({ name }) => name)).toEqual(["state", "tmp"]);
  expect(plugin.spec).toMatchObject({ name: "plugin", image: "registry.example/meshproof:1" });
  expect(plugin.spec.args).toEqual(["bin/sonobuoy.ts", "suites/a"]);
  expect(plugin.spec.env).toContainEqual({ name: "MESHPROOF_REPORTS", value: "/tmp/meshproof/reports" });
  expect(plugin.spec.volumeMounts).toContainEqual({ name: "results", mountPath: "/tmp/sonobuoy/results" });
});
