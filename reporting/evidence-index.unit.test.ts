import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { evidenceIndex, inWords } from "./evidence-index.ts";
import { sampleCheck } from "./samples.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-index-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function leaves(id: string, ...files: string[]): Promise<void> {
  for (const file of files) {
    const destination = path.join(folder, "evidence", id, file);
    await mkdir(path.dirname(destination), { recursive: true });
    await writeFile(destination, "x".repeat(1500));
  }
}

test("each check with its verdict and files, those that need somebody first, with the cause", async () => {
  const diagnosis = { file: "evidence/p/s/b/why.md", cause: "a | b\nis missing" };
  const checks = [
    sampleCheck({ id: "p/s/a", evidence: "evidence/p/s/a" }),
    sampleCheck({ id: "p/s/b", evidence: "evidence/p/s/b", verdict: "nonconformant", diagnosis }),
    sampleCheck({ id: "p/s/c", evidence: "", verdict: "skipped" }),
  ];
  await leaves("p/s/a", "transcript.txt");
  await leaves("p/s/b", "why.md", "proxies/one.test/secrets.txt");
  expect(await evidenceIndex({ checks }, folder)).toBe(`# The evidence of this run

2 checks, 5 kB. Of a check that needs somebody, why.md says most.

| check | verdict | files |
| --- | --- | --- |
| p/s/b | nonconformant: a \\| b is missing | [proxies/one.test/secrets.txt](p/s/b/proxies/one.test/secrets.txt) 2 kB, [why.md](p/s/b/why.md) 2 kB |
| p/s/a | conformant | [transcript.txt](p/s/a/transcript.txt) 2 kB |
`);
});

test("a run without evidence has no list, and a folder elsewhere is none of its own", async () => {
  const checks = [sampleCheck({ evidence: "evidence/../../etc" }), sampleCheck({ evidence: "evidence/none" })];
  expect(await evidenceIndex({ checks }, folder)).toBeUndefined();
});

test.each([
  [812, "812 B"],
  [34_400, "34 kB"],
  [1_240_000, "1.2 MB"],
])("%i bytes are %s", (bytes, words) => expect(inWords(bytes)).toBe(words));
