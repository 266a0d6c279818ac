import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readLastRun } from "./last-run.ts";
import { sampleCheck, sampleRun } from "./samples.ts";

async function fileWith(text: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-last-run-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "conformance.json");
  await writeFile(file, text);
  return file;
}

test("the verdicts of a record, by the checks' ids", async () => {
  const run = sampleRun({ checks: [sampleCheck({ id: "a/b/c", verdict: "flaky" })] });
  expect(await readLastRun(await fileWith(JSON.stringify(run)))).toEqual({
    startedAt: run.startedAt,
    verdicts: new Map([["a/b/c", "flaky"]]),
  });
});

test("no record, and one that is none, is told and no error", async () => {
  expect(await readLastRun("/nowhere/conformance.json")).toEqual({ none: "there was no run yet" });
  for (const text of ["", '{"schema":"other/v1"}', "[]"])
    expect(await readLastRun(await fileWith(text))).toEqual({
      none: expect.stringMatching(/^the last run's record cannot be read: ./) as string,
    });
});
