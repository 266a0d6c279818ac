import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ConsoleReport } from "./console.ts";
import { Progress } from "./progress.ts";
import { timesOf, timesOfRunBefore } from "./run-times.ts";
import { sampleCheck } from "./samples.ts";
import { Sections } from "./sections.ts";

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
/** Two pages side by side: 20 s of checks in 10 s. */
const before = ["one/s/a", "two/s/b"].map((id) => ({ id, ms: 10_000, startedAt: at(0), finishedAt: at(10) }));

test("n of m, with the time that an earlier run needed for what is left", () => {
  const progress = new Progress(["one/s/a", "two/s/b", "two/s/new"], timesOf(before));
  expect([progress.forecast(), progress.text()]).toEqual([
    "3 checks, about 20 s by the run before",
    "0 of 3, about 20 s left",
  ]);
  progress.decided("one/s/a");
  progress.decided("two/s/b");
  expect(progress.text()).toBe("2 of 3, about 5 s left");
  const unknown = new Progress(["one/s/a"], undefined);
  expect([unknown.forecast(), unknown.text()]).toEqual([undefined, "0 of 1"]);
});

test("a run before that tells no times is none", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-times-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "previous.conformance.json");
  expect(await timesOfRunBefore(folder)).toBeUndefined();
  for (const text of ["{", '{"checks":[]}', '{"checks":[{"id":"a","ms":0}]}']) {
    await writeFile(file, text);
    expect(await timesOfRunBefore(folder), text).toBeUndefined();
  }
  await writeFile(file, JSON.stringify({ checks: before }));
  expect((await timesOfRunBefore(folder))?.share).toBe(0.5);
});

const checks = ["one/s/a", "one/s/b", "two/s/c", "two/t/d"].map((id) => {
  const [page = "", section = ""] = id.split("/");
  return sampleCheck({ id, page, section, title: id });
});
function shown(columns?: number) {
  const written: string[] = [];
  const terminal = { isTTY: columns !== undefined, columns, write: (text: string) => written.push(text) };
  return { report: new ConsoleReport(terminal, "reports", new Map(), { NO_COLOR: "1" }), written };
}

test("pages side by side are shown section by section, and what came to no end is shown as well", () => {
  const { report, written } = shown();
  report.expect(new Progress([], undefined), new Sections(checks));
  for (const index of [0, 2, 3]) report.decided(checks[index]!);
  const titles = () => written.join("").match(/[a-z]+\/[a-z]\/[a-z]/g);
  expect(titles()).toEqual(["two/s/c", "two/t/d"]);
  report.held("one/s/b");
  expect(titles()).toEqual(["two/s/c", "two/t/d", "one/s/a"]);

  const other = shown();
  other.report.expect(new Progress([], undefined), new Sections(checks));
  other.report.decided(checks[0]!);
  expect(other.written).toEqual([]);
  other.report.stop();
  expect(other.written.join("")).toContain("one/s/a");
});

test("a terminal's last line says how far it is, in the columns that there are; a log says only the forecast", () => {
  const { report, written } = shown(80);
  report.expect(new Progress(["one/s/a", "two/s/b"], timesOf(before)));
  report.started("one/s/a", "a claim of many words ".repeat(9));
  report.stop();
  expect(written.join("")).toMatch(/2 checks, about 10 s by the run before\n {4}… 0 of 2, about 10 s left: a claim of/);
  expect(written.filter((text) => text.replace(/\r\u001b\[2K/, "").length > 80)).toEqual([]);
  const log = shown();
  log.report.expect(new Progress(["one/s/a"], timesOf(before)));
  log.report.started("one/s/a", "a");
  expect(log.written).toEqual(["1 check, about 5 s by the run before\n"]);
});
