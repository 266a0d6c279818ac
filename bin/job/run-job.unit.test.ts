import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { JobPlan } from "#fixtures/targets/existing/job-objects";
import type { Kube } from "#helpers/kube/client";
import { jobLabel } from "#helpers/kube/guest";
import { type AnyObject, nameOf, type ObjectRef } from "#helpers/kube/objects";
import { standInPrograms } from "#helpers/system/stand-in-programs";
import { runJob } from "./run-job.ts";
import { selectedPages } from "./selected-pages.ts";

const plan: JobPlan = {
  ...{ id: "a1", account: undefined, pages: [], image: "localhost/i:1", pull: false, args: [], settings: {} },
  ...{ shards: 1, limit: 5 },
};

const pod = (index: number, state: object): AnyObject => ({
  metadata: { name: `pod-${index}`, annotations: { "batch.kubernetes.io/job-completion-index": String(index) } },
  status: { containerStatuses: [{ name: "meshproof", state }] },
});
const ended = (exitCode: number) => ({ terminated: { exitCode } });

/** A cluster that keeps what is made; its pods are there as long as the Job is. */
function cluster(pods: AnyObject[], there: (AnyObject & ObjectRef)[] = []) {
  const log: string[] = [];
  const objects = new Map(there.map((object) => [nameOf(object), object as AnyObject]));
  const hasJob = () => [...objects.keys()].some((name) => name.startsWith("job/"));
  const kube = {
    create: (object: AnyObject) => {
      if (objects.has(nameOf(object))) return Promise.resolve(false);
      objects.set(nameOf(object), object);
      log.push(`made ${nameOf(object)}`);
      return Promise.resolve(true);
    },
    findOurs: (ref: ObjectRef) => Promise.resolve(objects.get(nameOf(ref))),
    find: (ref: ObjectRef) => Promise.resolve(objects.get(nameOf(ref))),
    remove: (ref: ObjectRef) => {
      objects.delete(nameOf(ref));
      log.push(`removed ${nameOf(ref)}`);
      return Promise.resolve();
    },
    list: (_: string, kind: string) => Promise.resolve(kind === "Pod" && hasJob() ? pods : []),
  };
  return { kube: kube as unknown as Kube, log, objects };
}

async function jobRun(pods: AnyObject[], more: Partial<JobPlan> = {}, there: (AnyObject & ObjectRef)[] = []) {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-job-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { folder: programs, calls } = await standInPrograms({
    kubectl: `case "$*" in *" logs "*) echo told ;; *" cp "*) for last; do :; done; mkdir -p "$last"; echo report >"$last/conformance.json" ;; esac`,
  });
  const on = cluster(pods, there);
  const lines: string[] = [];
  const whole = { ...plan, ...more };
  const folders = Array.from({ length: whole.shards }, (_, index) => path.join(folder, String(index + 1)));
  const tools = { kubectl: path.join(programs, "kubectl"), kubeconfig: "k" };
  const signal = new AbortController().signal;
  const codes = runJob({ kube: on.kube, tools, plan: whole, folders, say: (line) => lines.push(line), signal });
  return { codes, lines, folders, calls, ...on };
}

test("makes it, tells its log, takes the reports, lets the pod end, and removes all of it, the Job first", async () => {
  const { codes, lines, folders, calls, log, objects } = await jobRun([pod(0, ended(1))]);
  expect(await codes).toEqual([1]);
  expect(lines).toEqual(["told"]);
  expect(await readFile(path.join(folders[0]!, "conformance.json"), "utf8")).toBe("report\n");
  expect((await calls()).at(-1)).toMatch(/exec pod-0 --container reports -- touch \/results\/taken$/);
  const made = log.filter((line) => line.startsWith("made ")).map((line) => line.slice(5));
  const removed = log.filter((line) => line.startsWith("removed ")).map((line) => line.slice(8));
  expect(removed).toEqual(made.toReversed());
  expect(removed[0]).toBe("job/meshproof-a1 in meshproof");
  expect(objects.size).toBe(0);
});

test("each shard's log and reports are its own", async () => {
  const { codes, lines, folders } = await jobRun([pod(0, ended(0)), pod(1, ended(1))], { shards: 2 });
  expect(await codes).toEqual([0, 1]);
  expect(lines).toEqual(["[1/2] told", "[2/2] told"]);
  expect(await Promise.all(folders.map((folder) => readFile(path.join(folder, "conformance.json"), "utf8")))).toEqual([
    "report\n",
    "report\n",
  ]);
});

test("what is there under these names and is not of this Job stays, and is one clear error", async () => {
  const theirs = { apiVersion: "v1", kind: "Namespace", metadata: { name: "meshproof" } };
  const { codes, log } = await jobRun([], {}, [theirs]);
  await expect(codes).rejects.toMatchObject({ what: expect.stringContaining("namespace/meshproof cannot be made") });
  expect(log).toEqual([]);
  const earlier = { ...theirs, metadata: { name: "meshproof", labels: { [jobLabel]: "b2" } } };
  const again = await jobRun([], {}, [earlier]);
  await expect(again.codes).rejects.toMatchObject({ name: "HarnessError" });
  expect(again.log).toEqual([]);
});

test("an image that the nodes have not is one clear error, and nothing stays", async () => {
  const { codes, objects } = await jobRun([pod(0, { waiting: { reason: "ErrImageNeverPull", message: "not there" } })]);
  await expect(codes).rejects.toMatchObject({
    what: "the cluster cannot run the image localhost/i:1",
    why: "ErrImageNeverPull: not there",
  });
  expect(objects.size).toBe(0);
});

test("an exit code that is none of a run's is told as what it is", async () => {
  const { codes, objects } = await jobRun([pod(0, ended(137))]);
  await expect(codes).rejects.toMatchObject({ what: "the run in pod-0 ended with exit code 137" });
  expect(objects.size).toBe(0);
});

test("the rights are those of the pages that are selected", () => {
  const checks = [
    { id: "a/s/1", page: "a" },
    { id: "b/s/1", page: "b" },
  ];
  const of = (files: string[], ids: string[] = []) => selectedPages(checks, { files, ids });
  expect([of([]), of(["suites/a"]), of([], ["b/**"]), of(["sections/x.ts"])]).toEqual([
    ["a", "b"],
    ["a"],
    ["b"],
    ["a", "b"],
  ]);
});
