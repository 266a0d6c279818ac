import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEvidence, shortened } from "./evidence-files.ts";
import { sampleCheck } from "./samples.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "evidence-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

test("of a check that holds what was sent, of a failure the trace and the logs first, and the other files' names", async () => {
  for (const id of ["a", "b"]) {
    await put(`evidence/${id}/transcript.txt`, `$ curl ${id}`);
    await put(`evidence/${id}/trace.txt`, "* TLS");
    await put(`evidence/${id}/proxies/httpbin/clusters.txt`, "many");
  }
  const checks = [
    sampleCheck({ id: "a", evidence: "evidence/a" }),
    sampleCheck({ id: "b", evidence: "evidence/b", verdict: "nonconformant" }),
    sampleCheck({ id: "c", evidence: "" }),
    sampleCheck({ id: "d", evidence: "evidence/gone" }),
    sampleCheck({ id: "e", evidence: "evidence/../../etc" }),
  ];
  expect(Object.fromEntries(await readEvidence({ checks }, folder))).toEqual({
    a: [{ path: "evidence/a/transcript.txt", text: "$ curl a" }],
    b: [
      { path: "evidence/b/trace.txt", text: "* TLS" },
      { path: "evidence/b/transcript.txt", text: "$ curl b" },
      { path: "evidence/b/proxies/httpbin/clusters.txt" },
    ],
    c: [],
    d: [],
    e: [],
  });
});

test("500 checks with long transcripts keep within the report's room", async () => {
  const checks = Array.from({ length: 500 }, (_, index) =>
    sampleCheck({ id: `p/s/${index}`, evidence: "evidence/long" }),
  );
  await put("evidence/long/transcript.txt", "$ curl\n200\n".repeat(5_000));
  const evidence = await readEvidence({ checks }, folder);
  const size = [...evidence.values()].flat().reduce((sum, { text = "" }) => sum + text.length, 0);
  expect(size).toBeLessThan(350_000);
});

test("of a long text the first and the last lines", () => {
  const text = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
  const short = shortened(text, 80);
  expect(short.text.split("\n")).toEqual([
    ...["line 0", "line 1", "line 2", "line 3", "line 4"],
    "… 90 lines left out …",
    ...["line 95", "line 96", "line 97", "line 98", "line 99"],
  ]);
  expect(short.omittedLines).toBe(90);
  expect(shortened("short", 80)).toEqual({ text: "short" });
  expect(shortened("x".repeat(1_000), 100).text).toBe(`${"x".repeat(25)}…`);
});
