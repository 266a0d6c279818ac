import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { CheckRecord, RunRecord } from "#helpers/verdict/record";
import { causesOf } from "./causes.ts";
import { plain } from "./colour.ts";
import { ConsoleReport } from "./console.ts";
import { reportHtml } from "./report-html.ts";
import { sampleCheck, sampleRun } from "./samples.ts";
import { summaryMarkdown } from "./summary-md.ts";
import { summaryText } from "./summary-text.ts";
import { writeReports } from "./write-reports.ts";

const object = "EndpointSlice test/by-hand";
const failed = (slug: string, diagnosis: CheckRecord["diagnosis"]) =>
  sampleCheck({
    id: `page-one/outside/${slug}`,
    verdict: "nonconformant",
    reason: `of ${slug}`,
    observed: "200",
    diagnosis,
  });

const first = failed("first", { cause: "two kinds: one answers 200.", rule: "backends-of-two-kinds", object });
const alone = failed("alone", { cause: "mTLS is PERMISSIVE.", rule: "not-strict" });
const second = failed("second", { cause: "two kinds: one answers 503.", rule: "backends-of-two-kinds", object });
const unknown = failed("unknown", { cause: "not known: no rule fits" });
const other = failed("other", { cause: "not known: no rule fits" });
const checks = [alone, first, second, unknown, other];

test("failures by one rule and of one object have one cause, whatever each saw of it", () => {
  expect(causesOf(checks)).toEqual([
    { cause: "two kinds: one answers 200.", object, checks: [first.id, second.id] },
    { cause: "mTLS is PERMISSIVE.", checks: [alone.id] },
  ]);
});

test("another object, or another rule, is another cause", () => {
  const elsewhere = { ...second, diagnosis: { ...second.diagnosis!, object: "EndpointSlice foo/by-hand" } };
  expect(causesOf([first, elsewhere])).toHaveLength(2);
  const otherwise = { ...second, diagnosis: { ...second.diagnosis!, rule: "split-route" } };
  expect(causesOf([first, otherwise])).toHaveLength(2);
});

describe("it is told once", () => {
  const run = sampleRun({ checks });
  const times = (text: string, sentence: string) => text.split(sentence).length - 1;

  test("while the run goes on: by the first check, to which the next ones point", () => {
    const log: string[] = [];
    const report = new ConsoleReport({ write: (text) => log.push(text) }, "reports", new Map(), {});
    for (const check of checks) report.decided(check);
    const text = log.join("");
    expect(times(text, "two kinds")).toBe(1);
    expect(text).toContain(`cause       the same as of ${first.id}`);
    expect(times(text, "not known: no rule fits")).toBe(2);
  });

  test("at the end of the console, with all its checks; a cause of one check was told by that", () => {
    const text = summaryText(run, [], plain);
    expect(text).toContain(
      `  2 checks      two kinds: one answers 200.\n                ${first.id}\n                ${second.id}`,
    );
    expect(times(text, "two kinds")).toBe(1);
    expect(text).not.toContain("mTLS is PERMISSIVE");
  });

  test("in summary.md", () => {
    const text = summaryMarkdown(run);
    expect(text).toContain(
      `1. **1 cause, 2 checks** (\`${object}\`): two kinds: one answers 200.\n   - \`${first.id}\`\n   - \`${second.id}\``,
    );
    expect(text).toContain("2. **1 cause, 1 check**: mTLS is PERMISSIVE.");
    expect(text).toContain("Likely cause: number 2 above");
    expect(times(text, "two kinds")).toBe(1);
    expect(summaryMarkdown(sampleRun())).not.toContain("Likely causes");
  });

  test("in report.html: in the list, and at the first check, to which the next ones link", () => {
    const text = reportHtml(run);
    expect(times(text, "two kinds: one answers 200.")).toBe(2);
    expect(text).not.toContain("two kinds: one answers 503.");
    expect(text).toMatch(/the same as of others: <a href="#cause:1">cause 1<\/a>/);
    expect(text).toContain(`<strong>1 cause, 2 checks</strong>`);
  });

  test("in conformance.json", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "causes-"));
    try {
      await writeReports(run, folder, "reports");
      const written = JSON.parse(await readFile(path.join(folder, "conformance.json"), "utf8")) as RunRecord;
      expect(written.causes).toEqual(causesOf(checks));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
