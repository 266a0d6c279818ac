import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { generateKeyPairSync } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunRecord } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "./samples.ts";
import { clearReports, writeReports } from "./write-reports.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-reports-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = (name: string) => readFile(path.join(folder, name), "utf8");
const readRun = async () => JSON.parse(await read("conformance.json")) as RunRecord;

test("four reports, the exit code computed and not believed", async () => {
  const { run, files } = await writeReports(sampleRun({ exitCode: 0 }), folder, "reports");
  expect(run.exitCode).toBe(1);
  expect(files.toSorted()).toEqual(["conformance.json", "junit.xml", "report.html", "summary.md"]);
  expect((await readdir(folder)).toSorted()).toEqual(files.toSorted());
  expect(await readRun()).toEqual(run);
  expect(await read("summary.md")).toMatch(/\nData plane: upstream Envoy 1\.39\.3, without Istio's own filters\n/);
});

test("what a run writes can be read by its owner alone; a folder that was there keeps its mode", async () => {
  const mode = async (name: string) => ((await stat(path.join(folder, name))).mode & 0o777).toString(8);
  await chmod(folder, 0o755);
  await clearReports(folder);
  await clearReports(path.join(folder, "made"));
  const { files } = await writeReports(sampleRun(), folder, "reports");
  expect(await Promise.all(files.map(mode))).toEqual(files.map(() => "600"));
  expect(await Promise.all([".", "evidence", "made"].map(mode))).toEqual(["755", "700", "700"]);
});

test("the record says what made it, on which machine, and how many checks came to what", async () => {
  const { run } = await writeReports(sampleRun({ deselected: ["a"] }), folder, "reports");
  expect(run.tool).toMatchObject({ name: "meshproof", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string });
  expect(run.host).toMatchObject({ arch: process.arch, node: process.versions.node });
  expect(run.schemaVersion).toBe("1.4");
  expect(run.totals).toEqual({
    conformant: 1,
    nonconformant: 1,
    inconclusive: 1,
    flaky: 0,
    skipped: 1,
    deselected: 1,
    failures: 0,
  });
});

test("a record that does not fit its schema is written all the same, with the failure, and the run is no success", async () => {
  const check = sampleCheck({ ms: -1 });
  const { run, files } = await writeReports(sampleRun({ checks: [check] }), folder, "reports");
  expect(run).toMatchObject({ exitCode: 2, totals: { failures: 1 } });
  expect(run.failures).toMatchObject([
    { what: "the record of this run does not fit its schema", why: expect.stringContaining("checks[0].ms") as string },
  ]);
  expect(files).toHaveLength(4);
  expect(await readRun()).toEqual(run);
});

test("no report drops a check that isn't conformant", async () => {
  const checks = Array.from({ length: 30 }, (_, index) =>
    sampleCheck({
      id: `p/s/${index}`,
      title: `claim ${index}`,
      verdict: index % 2 ? "nonconformant" : "inconclusive",
      reason: `r${index}`,
    }),
  );
  await writeReports(sampleRun({ checks }), folder, "reports");
  for (const name of ["conformance.json", "junit.xml", "report.html", "summary.md"]) {
    const text = await read(name);
    expect(checks.filter(({ reason }) => !text.includes(reason ?? "none"))).toEqual([]);
  }
});

test.each(["junit.xml", "summary.md", "report.html", "conformance.json"])(
  "%s cannot be written: exit 2, and the others say it",
  async (name) => {
    await mkdir(path.join(folder, name, "in the way"), { recursive: true });
    const { run, files } = await writeReports(sampleRun({ checks: [sampleCheck()] }), folder, "reports");
    expect(run).toMatchObject({ exitCode: 2, failures: [{ what: `cannot write ${path.join(folder, name)}` }] });
    expect(files).toHaveLength(3);
    for (const file of files) expect(await read(file)).toContain("cannot write");
    if (files.includes("conformance.json")) expect(await readRun()).toEqual(run);
  },
);

test("a folder that cannot be made is a failure of the run, not a crash", async () => {
  await writeFile(path.join(folder, "file"), "");
  const { run, files } = await writeReports(sampleRun(), path.join(folder, "file", "reports"), "reports");
  expect([run.exitCode, files, run.failures.length]).toEqual([2, [], 4]);
});

test("no private key, wherever it came from", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const secret = pem.split("\n")[1] ?? "";
  const check = sampleCheck({
    verdict: "nonconformant",
    reason: pem,
    observed: pem,
    prints: pem,
    stack: pem,
    hint: pem,
  });
  await writeReports(sampleRun({ checks: [check], failures: [{ what: pem, why: pem, hint: pem }] }), folder, "reports");
  for (const name of await readdir(folder)) expect(await read(name)).not.toContain(secret);
});

describe("the run before", () => {
  const report = () => read("report.html");

  test("the report says what changed since it", async () => {
    await writeReports(sampleRun({ checks: [sampleCheck()] }), folder, "reports");
    expect(await report()).not.toContain("Since the run before");
    await clearReports(folder);
    await writeReports(
      sampleRun({ checks: [sampleCheck({ verdict: "nonconformant", reason: "r" })] }),
      folder,
      "reports",
    );
    expect(await report()).toContain("Newly nonconformant: documented claims that no longer hold (1)");
    expect(await report()).toContain("npm run compare -- reports/previous.conformance.json reports");
  });

  test.each([
    ["of another page", JSON.stringify(sampleRun({ checks: [sampleCheck({ id: "x" })] })), "no check in common"],
    ["that is cut off", '{"schema":', "is cut off, or was changed"],
  ])("one %s is no failure, and said", async (_name, text, why) => {
    await writeFile(path.join(folder, "previous.conformance.json"), text);
    const { run } = await writeReports(sampleRun({ checks: [sampleCheck()] }), folder, "reports");
    expect(run.exitCode).toBe(0);
    expect(await report()).toContain("Not compared: ");
    expect(await report()).toContain(why);
  });
});

describe("clearReports", () => {
  test("removes the run before and nothing else", async () => {
    await writeReports(sampleRun(), folder, "reports");
    await mkdir(path.join(folder, "evidence", "page", "check"), { recursive: true });
    await writeFile(path.join(folder, "evidence", "page", "check", "transcript.txt"), "old");
    await mkdir(path.join(folder, "repeats", "1", "evidence"), { recursive: true });
    await writeFile(path.join(folder, "notes.txt"), "mine");
    await clearReports(folder);
    expect((await readdir(folder)).toSorted()).toEqual(["evidence", "notes.txt", "previous.conformance.json"]);
    expect(await readdir(path.join(folder, "evidence"))).toEqual([]);
  });

  test("says what is in the way", async () => {
    await writeFile(path.join(folder, "file"), "");
    await expect(clearReports(path.join(folder, "file"))).rejects.toThrow(/cannot clear the reports/);
  });
});
