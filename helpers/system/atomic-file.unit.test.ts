import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFileAtomically } from "./atomic-file.ts";
import { HarnessError } from "./errors.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-atomic-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("writes the content, makes the folder, leaves no temporary file", async () => {
  const file = path.join(folder, "deep", "report.json");
  await writeFileAtomically(file, "{}", 0o600);
  expect(await readFile(file, "utf8")).toBe("{}");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(path.dirname(file))).toEqual(["report.json"]);
});

test("a reader sees the old file or the new one, never a part", async () => {
  const file = path.join(folder, "report.json");
  const versions = ["a", "b"].map((letter) => letter.repeat(2_000_000));
  await writeFileAtomically(file, versions[0] ?? "");
  const writing = Promise.all(versions.map((version) => writeFileAtomically(file, version)));
  let ended = false;
  void writing.finally(() => (ended = true));
  while (!ended) expect(versions).toContain(await readFile(file, "utf8"));
  await writing;
});

test("what cannot be written is a HarnessError, and the folder stays as it was", async () => {
  const file = path.join(folder, "report.json");
  await mkdir(file);
  await writeFile(path.join(file, "inside"), "");
  await expect(writeFileAtomically(file, "{}")).rejects.toThrow(HarnessError);
  expect(await readdir(folder)).toEqual(["report.json"]);
  await expect(writeFileAtomically(path.join(file, "inside", "x"), "{}")).rejects.toThrow(/cannot write .*\n {2}why: /);
});
