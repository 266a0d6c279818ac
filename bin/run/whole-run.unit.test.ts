import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { RunRecord } from "#helpers/verdict/record";
import { standInProject } from "./stand-in-project.ts";
import { everything, page, slow, runSuites } from "./stand-in-run.ts";
import { SuitesRun } from "./suites-run.ts";

const outcomes = ({ checks }: RunRecord) => checks.map(({ title, verdict, reason }) => [title, verdict, reason]);

test("two pages with a filter, every selected check conformant: exit code 0", slow, async () => {
  const args = { ...everything, files: ["suites/one", "two/", "nowhere"], pattern: "with TLS second|far|other" };
  const { run, log } = await runSuites(
    {
      one: `check("first"); describe("with TLS", () => check("second")); check("other");`,
      three: `check("far away");`,
      two: `check("far off"); check("near");`,
    },
    args,
  );
  expect(run).toMatchObject({
    exitCode: 0,
    failures: [],
    deselected: ["one/s/first", "two/s/near", "three/s/far away"],
  });
  expect(outcomes(run)).toEqual(["second", "other", "far off"].map((title) => [title, "conformant", undefined]));
  expect(run.steps.map(({ name }) => name).toSorted()).toEqual(["cluster", "one", "page-one", "select checks", "two"]);
  expect(log).toMatch(/✓ conformant +\d+ ms  second\n/);
});

test("whatever goes wrong in a page is in the report", slow, async () => {
  const { run } = await runSuites({
    one: `
      check("holds");
      check("does not hold", "nonconformant");
      check("cannot tell", "inconclusive");
      describe("hook", () => { beforeAll(() => { throw new Error("no pod"); }); check("in hook"); });
      describe("each", () => { afterEach(() => { throw new Error("left a pod"); }); check("in each"); });
      describe("all", () => { afterAll(() => { throw new Error("left a namespace"); }); check("in all"); });
      check("never ends", "conformant", () => new Promise(() => {}), 500);
      test.skip("skipped", { meta: { meshproofDeclaration: declare("skipped") } }, () => {});
      test("silent", { meta: { meshproofDeclaration: declare("silent") } }, () => {});
      const shared = test.extend("page", { scope: "file" }, async ({}, { onCleanup }) => {
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
    ["never ends", "inconclusive", "it came to no end within 0.5 s and was given up"],
    ["skipped", "inconclusive", "did not run: left out by `.skip` or `.only` in its suite"],
    ["silent", "inconclusive", "its test passed without leaving a verdict"],
    ["shared", "conformant", undefined],
  ]);
  const failures = run.failures.map(({ what, why }) => `${what}: ${why}`);
  expect(failures).toEqual(['what surrounds "all": left a namespace', "the set-up or clean-up of one: left a role"]);
});

test("a worker that is killed takes no check and no other page with it, and holds no lock", slow, async () => {
  const { run, reports } = await runSuites(
    {
      one: `
        check("before");
        check("dies", "conformant", async () => {
          console.log("last words");
          // vitest tells results in batches: those of the checks before must have arrived.
          await new Promise((resolve) => setTimeout(resolve, 2_000));
          process.kill(process.pid, "SIGKILL");
        });
        check("after");`,
      three: `check("waits for it");`,
      two: `check("other page");`,
    },
    everything,
    ["one", "two", "three"].map((name) => ({ ...page(name), meshWide: name === "three" })),
  );
  expect(run.exitCode).toBe(2);
  expect(outcomes(run)).toEqual([
    ["before", "conformant", undefined],
    ["dies", "inconclusive", "it did not come to its end"],
    ["after", "inconclusive", "it did not come to its end"],
    ["other page", "conformant", undefined],
    ["waits for it", "conformant", undefined],
  ]);
  expect(run.failures).toMatchObject([
    { what: "an error outside of any check", why: expect.stringContaining("Worker exited unexpectedly") as string },
  ]);
  expect(await readFile(path.join(reports, "evidence", "vitest.log"), "utf8")).toContain("last words");
});

test("each repeat runs all of the page anew, in a folder of its own", slow, async () => {
  const writes = `
    import { appendFileSync } from "node:fs";
    const record = new URL("../../record", import.meta.url);
    check("writes", "conformant", () => appendFileSync(record, process.env.MESHPROOF_REPORTS + "\\n"));`;
  const { run, root, reports } = await runSuites({ one: writes }, { ...everything, repeat: 2 });
  expect([run.exitCode, run.repeats, run.checks[0]?.repeats?.verdicts.length]).toEqual([0, { done: 2, asked: 2 }, 2]);
  const folders = [1, 2].map((turn) => path.join(reports, "repeats", String(turn)));
  expect(await readFile(path.join(root, "record"), "utf8")).toBe(`${folders.join("\n")}\n`);
});

test("a check that failed waits for a person, and goes on when they say so", slow, async () => {
  const { run, log } = await runSuites(
    {
      one: `
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

test("reading the suites says what cannot be read", slow, async () => {
  const project = await standInProject({
    one: `import "./gone.ts";`,
    three: ``,
    two: `test("bare", () => {}); check("fine");`,
  });
  onTestFinished(() => project.remove());
  const opened = new SuitesRun(project, [], everything, new AbortController().signal);
  const { found, failures } = await opened.read();
  await opened.close();
  expect(found).toHaveLength(1);
  expect(failures.map(({ what }) => what)).toEqual([
    "suites/one/page.test.ts cannot be loaded",
    "suites/three/page.test.ts holds no check",
    '"bare" in suites/two/page.test.ts is no documented check',
  ]);
});
