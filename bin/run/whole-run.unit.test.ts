import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type { RunRecord } from "#helpers/verdict";
import { ConsoleReport } from "#reporting/console";
import type { Run } from "./conduct.ts";
import { start } from "./rehearsal.ts";
import { standInProject, type StandIn } from "./stand-in-project.ts";
import { SuitesRun } from "./suites-run.ts";

const everything = { files: [], pattern: undefined, repeat: 1, pauseOnFail: false };
// Real workers of vitest on suites of a few lines, and no cluster.
const patient = { timeout: 120_000 };

let project: StandIn | undefined;
afterEach(() => project?.remove());

async function runSuites(
  suites: Record<string, string>,
  args: Run["args"] = everything,
  pages = ["one", "two", "three"].map(page),
) {
  project = await standInProject(suites);
  const { signal } = new AbortController();
  const log: string[] = [];
  const report = new ConsoleReport({ write: (text) => log.push(text) }, "reports", new Map(), {});
  const opened = new SuitesRun(project, pages, args, signal);
  const run = await start(
    {
      collect: () => opened.read(),
      runPages: (selected, emit, { folder }) => opened.run(selected, emit, { folder }),
      pause: ({ file }) => void rm(file),
    },
    { args, project, pages, signal, report },
  );
  await opened.close();
  expect(JSON.parse(await readFile(path.join(project.reports, "conformance.json"), "utf8"))).toEqual(run);
  return { run, log: log.join("") };
}

const page = (name: string) => ({ name, meshWide: false, touches: [] as string[] });
const outcomes = ({ checks }: RunRecord) => checks.map(({ title, verdict, reason }) => [title, verdict, reason]);

test("two pages with a filter, every selected check conformant: exit code 0", patient, async () => {
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

test("whatever goes wrong in a page is in the report", patient, async () => {
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
    ["never ends", "inconclusive", expect.stringMatching(/^Test timed out in 500ms/)],
    ["skipped", "inconclusive", "did not run: left out by `.skip` or `.only` in its suite"],
    ["silent", "inconclusive", "its test passed without leaving a verdict"],
    ["shared", "conformant", undefined],
  ]);
  const told = run.failures.map(({ what, why }) => `${what}: ${why}`);
  expect(told).toEqual(['what surrounds "all": left a namespace', "the set-up or clean-up of one: left a role"]);
});

test("a worker that is killed takes no check and no other page with it, and holds no lock", patient, async () => {
  const { run } = await runSuites(
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
  expect(await readFile(path.join(project!.reports, "evidence", "vitest.log"), "utf8")).toContain("last words");
});

/**
 * A page that keeps a record of when its check runs, and removes what it made after it.
 * @param beside what must have begun meanwhile
 * @param meets what must not: it is given the time to
 */
const recording = (name: string, beside = /^/, meets = /^/) => `
  import { appendFileSync, readFileSync } from "node:fs";
  const record = new URL("../../record", import.meta.url);
  const page = test.extend("page", { scope: "file" }, async ({}, { onCleanup }) => {
    appendFileSync(record, "${name} ");
    onCleanup(async () => { await new Promise((end) => setTimeout(end, 600)); appendFileSync(record, "/${name} "); });
  });
  page("${name}", { meta: { meshproofDeclaration: declare("${name}") } }, async ({ page, task }) => {
    const until = Date.now() + 3_000;
    const seen = (other) => other.test(readFileSync(record, "utf8"));
    while (!seen(${beside}) || (!seen(${meets}) && Date.now() < until)) await new Promise((end) => setTimeout(end, 20));
    task.meta.meshproof = { ...declare("${name}"), verdict: "conformant", ms: 1, evidence: "" };
  });`;

test(
  "pages that meet never run at once, a mesh-wide one and an unknown one run alone, the one that removes the mesh last",
  patient,
  async () => {
    // One that must not wait for the other would wait for ever.
    const together: Record<string, RegExp> = { one: /beside/, meets: /beside/, beside: /one|meets/ };
    const meeting: Record<string, RegExp> = { one: /meets/, meets: /one/ };
    const pages = [
      { ...page("removal"), meshWide: true, removesMesh: true as const },
      { ...page("wide"), meshWide: true },
      { ...page("one"), touches: ["test"] },
      { ...page("meets"), touches: ["test"] },
      page("beside"),
    ];
    const names = [...pages.map(({ name }) => name), "unknown"];
    const suites = Object.fromEntries(names.map((name) => [name, recording(name, together[name], meeting[name])]));
    const { run } = await runSuites(suites, everything, pages);
    expect([run.exitCode, run.failures]).toEqual([0, []]);
    const record = (await readFile(path.join(project!.root, "record"), "utf8")).trim().split(" ");
    const beside = (name: string) => {
      const between = record.slice(record.indexOf(name) + 1, record.indexOf(`/${name}`));
      return [...new Set(between.map((entry) => entry.replace("/", "")))];
    };
    expect(record).toHaveLength(2 * names.length);
    expect([beside("wide"), beside("unknown"), beside("removal"), record.at(-1)]).toEqual([[], [], [], "/removal"]);
    expect([...beside("one"), ...beside("meets")].every((name) => name === "beside")).toBe(true);
  },
);

test("a check that failed waits for a person, and goes on when they say so", patient, async () => {
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

test("reading the suites says what cannot be read", patient, async () => {
  project = await standInProject({
    one: `import "./gone.ts";`,
    three: ``,
    two: `test("bare", () => {}); check("fine");`,
  });
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
