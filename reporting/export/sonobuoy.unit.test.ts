import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Verdict } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "../samples.ts";
import { sonobuoyFailure, sonobuoyResults } from "./sonobuoy.ts";

const check = (id: string, verdict: Verdict, more = {}) =>
  sampleCheck({ id, page: id.split("/")[0]!, verdict, ...more });

const read = (text: string) =>
  parse(text) as { status: string; items: { name: string; status: string; items: object[] }[] };

test("each verdict has Sonobuoy's word for it, and stands in the details", () => {
  const skip = { reason: "no gateway", condition: "c", reference: "https://example.com" };
  const run = sampleRun({
    failures: [],
    checks: [
      check("a/s/1", "conformant"),
      check("a/s/2", "nonconformant", { reason: "200 instead of 000" }),
      check("b/s/1", "inconclusive"),
      check("b/s/2", "skipped", { skip }),
    ],
  });
  const { status, items } = read(sonobuoyResults(run));
  expect([status, ...items.map((page) => `${page.name} ${page.status}`)]).toEqual(["failed", "a failed", "b unknown"]);
  expect(items.flatMap((page) => page.items)).toMatchObject([
    { name: "a/s/1", status: "passed", details: { verdict: "conformant" } },
    { name: "a/s/2", status: "failed", details: { verdict: "nonconformant", reason: "200 instead of 000" } },
    { name: "b/s/1", status: "unknown", details: { verdict: "inconclusive" } },
    { name: "b/s/2", status: "skipped", details: { verdict: "skipped", reason: "no gateway" } },
  ]);
});

test("a run that checked nothing has not passed, whatever was skipped", () => {
  const skip = { reason: "no gateway", condition: "c", reference: "https://example.com" };
  const run = sampleRun({ failures: [], checks: [check("a/s/1", "skipped", { skip })] });
  expect(read(sonobuoyResults(run))).toMatchObject({
    status: "failed",
    items: [{ status: "skipped" }, { status: "failed" }],
  });
});

test("a failure outside of any check is failed, and so is what never came to a run", () => {
  const run = sampleRun({
    checks: [check("a/s/1", "conformant")],
    failures: [{ what: "no istiod", hint: "install it" }],
  });
  expect(read(sonobuoyResults(run))).toMatchObject({
    status: "failed",
    items: [{ status: "passed" }, { name: "no istiod" }],
  });
  expect(read(sonobuoyFailure("a bug", "because"))).toMatchObject({ status: "failed" });
});
