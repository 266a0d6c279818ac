import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type { RunRecord } from "#helpers/verdict";
import { ConsoleReport } from "#reporting/console";
import { sampleRun } from "#reporting/samples";
import { collectChecks } from "./collect.ts";
import { conduct, type Run } from "./conduct.ts";
import { runPage } from "./page-process.ts";
import { config } from "./rehearsal.ts";
import { standInProject, type StandIn } from "./stand-in-project.ts";

const everything = { files: [], pattern: undefined, repeat: 1, pauseOnFail: false };
// Real vitest processes on suites of a few lines, and no cluster.
const patient = { timeout: 120_000 };

let project: StandIn | undefined;
afterEach(() => project?.remove());

async function runSuites(suites: Record<string, string>, args: Run["args"] = everything) {
  project = await standInProject(suites);
  const { root, reports } = project;
  const { signal } = new AbortController();
  const log: string[] = [];
  const report = new ConsoleReport({ write: (text) => log.push(text) }, "reports", new Map(), {});
  const run = await conduct(
    { config, args, project, pages: ["one", "two", "three"].map(page), signal, report },
    {
      collect: () => collectChecks({ root, ...args }, signal),
      catalogue: () => Promise.resolve([]),
      lock: () => Promise.resolve({ file: "", release: () => Promise.resolve() }),
      headStart: () => Promise.resolve(),
      prepare: () => Promise.resolve({ ...sampleRun(), kubeconfig: "", versions: sampleRun().versions!, steps: [] }),
      watch: () => Promise.resolve({ before: new Map(), leftBehind: () => Promise.resolve(undefined) }),
      runPage: (page, onEvent, folder) =>
        runPage(
          { ...page, pattern: args.pattern, pauseOnFail: args.pauseOnFail },
          { root, reports: path.join(reports, folder) },
          onEvent,
          signal,
        ),
      pause: ({ file }) => void rm(file),
      teardown: () => Promise.resolve(),
    },
  );
  expect(JSON.parse(await readFile(path.join(reports, "conformance.json"), "utf8"))).toEqual(run);
  return { run, log: log.join("") };
}

const page = (name: string) => ({ name, meshWide: false, touches: [] });
const outcomes = ({ checks }: RunRecord) => checks.map(({ title, verdict, reason }) => [title, verdict, reason]);

test("two pages with a filter, every selected check conformant: exit code 0", patient, async () => {
  const args = { ...everything, files: ["suites/one", "two/", "nowhere"], pattern: "with TLS second|far|other" };
  const { run, log } = await runSuites(
    {
      "one/a": `check("first"); describe("with TLS", () => check("second"));`,
      "one/b": `check("other");`,
      "three/a": `check("far away");`,
      "two/a": `check("far off"); check("near");`,
    },
    args,
  );
  expect(run).toMatchObject({
    exitCode: 0,
    failures: [],
    deselected: ["one/s/first", "two/s/near", "three/s/far away"],
  });
  expect(outcomes(run)).toEqual(["second", "other", "far off"].map((title) => [title, "conformant", undefined]));
  expect(log).toMatch(/✓ conformant +\d+ ms  second\n/);
});

test("whatever goes wrong in a page is in the report", patient, async () => {
  const { run } = await runSuites({
    "one/a": `
      check("holds");
      check("does not hold", "nonconformant");
      check("cannot tell", "inconclusive");
      describe("hook", () => { beforeAll(() => { throw new Error("no pod"); }); check("in hook"); });
      describe("each", () => { afterEach(() => { throw new Error("left a pod"); }); check("in each"); });
      describe("all", () => { afterAll(() => { throw new Error("left a namespace"); }); check("in all"); });
      check("never ends", "conformant", () => new Promise(() => {}), 500);
      test.skip("skipped", { meta: { meshproofDeclaration: declare("skipped") } }, () => {});
      test("silent", { meta: { meshproofDeclaration: declare("silent") } }, () => {});
      const shared = test.extend("page", { scope: "worker" }, async ({}, { onCleanup }) => {
        // Slower than vitest's own end of the run, as a cluster is.
        onCleanup(async () => { await new Promise((end) => setTimeout(end, 700)); throw new Error("left a role"); });
      });
      shared("shared", { meta: { meshproofDeclaration: declare("shared") } }, ({ page, task }) => {
        task.meta.meshproof = { ...declare("shared"), verdict: "conformant", ms: 1, evidence: "" };
      });`,
  });
  expect(run.exitCode).toBe(2);
  expect(outcomes(run)).toEqual([
    ["holds", "conformant", undefined],
    ["does not hold", "nonconformant", "said so"],
    ["cannot tell", "inconclusive", "said so"],
    ["in hook", "inconclusive", "its set-up failed: no pod"],
    ["in each", "inconclusive", "the claim held, what came after it failed: left a pod"],
    ["in all", "conformant", undefined],
    ["never ends", "inconclusive", expect.stringMatching(/^Test timed out in 500ms/)],
    ["skipped", "inconclusive", "did not run: left out by `.skip` or `.only` in its suite"],
    ["silent", "inconclusive", "its test passed without leaving a verdict"],
    ["shared", "conformant", undefined],
  ]);
  const told = run.failures.map(({ what, why }) => `${what}: ${why}`);
  expect(told).toEqual(['what surrounds "all": left a namespace', "an error outside of any check: left a role"]);
});

test("a worker or a vitest process that dies takes no check and no other page with it", patient, async () => {
  const { run } = await runSuites({
    "one/a": `check("dies", "conformant", () => process.kill(process.pid, "SIGKILL")); check("after");`,
    "one/b": `check("next file");`,
    "three/a": `
      check("kills", "conformant", async () => {
        console.log("last words");
        await new Promise((resolve) => setTimeout(resolve, 300));
        process.kill(process.ppid, "SIGKILL");
      });`,
    "two/a": `check("other page");`,
  });
  expect(run.exitCode).toBe(2);
  expect(outcomes(run)).toEqual([
    ["dies", "inconclusive", "it did not come to its end"],
    ["after", "inconclusive", "it did not come to its end"],
    ["next file", "inconclusive", "did not run: its page ended before it"],
    ["other page", "conformant", undefined],
    ["kills", "inconclusive", "did not run: its page ended before it"],
  ]);
  expect(run.failures.map(({ what, why }) => [what, why]).toSorted()).toEqual([
    ["an error outside of any check", expect.stringContaining("Worker exited unexpectedly")],
    ["the vitest process of three ended before its run did", "signal SIGKILL\nlast words"],
  ]);
});

test("a check that failed waits for a person, and goes on when they say so", patient, async () => {
  const { run, log } = await runSuites(
    {
      "one/a": `
        import { access, writeFile } from "node:fs/promises";
        test("waits", { meta: { meshproofDeclaration: declare("waits") } }, async ({ task, annotate }) => {
          const record = { ...declare("waits"), verdict: "nonconformant", ms: 1, evidence: "", reason: "said so" };
          const file = new URL("paused", import.meta.url).pathname;
          await writeFile(file, "");
          await annotate(JSON.stringify({ record, file }), "meshproof:paused");
          while (await access(file).then(() => true, () => false)) await new Promise((next) => setTimeout(next, 20));
          task.meta.meshproof = record;
          throw new Error("said so");
        });`,
    },
    { ...everything, pauseOnFail: true },
  );
  expect([run.exitCode, outcomes(run)]).toEqual([1, [["waits", "nonconformant", "said so"]]]);
  expect(log.match(/✗ nonconformant .*waits/g)).toHaveLength(1);
});

test("reading the suites says what cannot be read", patient, async () => {
  project = await standInProject({
    "one/a": `import "./gone.ts";`,
    "one/b": `test("bare", () => {}); check("fine");`,
    "one/c": ``,
  });
  const { root } = project;
  const { found, failures } = await collectChecks({ root, ...everything }, new AbortController().signal);
  expect(found).toHaveLength(1);
  expect(failures.map(({ what }) => what)).toEqual([
    "suites/one/a.test.ts cannot be loaded",
    "suites/one/c.test.ts holds no check",
    '"bare" in suites/one/b.test.ts is no documented check',
  ]);
});
