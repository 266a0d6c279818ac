import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";
import { samplePair } from "#reporting/compare/samples";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-compare-"));
  const { old, fresh } = samplePair();
  await writeFile(path.join(folder, "old.json"), JSON.stringify(old));
  await writeFile(path.join(folder, "new.json"), JSON.stringify(fresh));
});
afterEach(() => rm(folder, { recursive: true }));

const compare = (...args: string[]) =>
  run(process.execPath, ["--import", "tsx", "bin/compare.ts", ...args], { cwd: projectDir, timeout: 25_000 });

test("the command ends 1 with a difference, and writes its reports", async () => {
  const files = ["old.json", "new.json"].map((name) => path.join(folder, name));
  const { exitCode, stdout } = await compare(...files, "--out", folder);
  expect(stdout).toMatch(/^exit code 1 {3}1 check newly nonconformant/m);
  expect(exitCode).toBe(1);
  expect((await readdir(folder)).filter((name) => name.startsWith("comparison"))).toHaveLength(3);
});

test("it ends 2 with one clear error, and leaves nothing behind", async () => {
  const { exitCode, stdout, stderr } = await compare(path.join(folder, "old.json"), path.join(folder, "none.json"));
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(/^\n✗ cannot read the run .*none\.json\n {2}why: ENOENT.*\n {2}do: {2}.*\n?$/);
  expect(await readdir(folder)).toEqual(["new.json", "old.json"]);
});
