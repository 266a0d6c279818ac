import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lastLines, mustRun, run } from "./command.ts";

const shell = (script: string, timeout = 10_000) => run("sh", ["-c", script], { timeout });

test.each([0, 1, 56])("the answer holds exit code %i, and both streams", async (exitCode) => {
  expect(await shell(`echo out; echo err >&2; exit ${exitCode}`)).toMatchObject({
    exitCode,
    stdout: "out\n",
    stderr: "err\n",
  });
});

test("a command that must succeed and doesn't is an error with its last words", async () => {
  const failing = () => mustRun("sh", ["-c", "echo no such pod >&2; exit 3"], { timeout: 10_000 });
  await expect(failing()).rejects.toThrow(/ended with exit code 3\n {2}why: no such pod\n/);
  await expect(failing()).rejects.toMatchObject({ name: "HarnessError" });
});

test("a command that must succeed, and does, gives its answer", async () => {
  expect(await mustRun("echo", ["out"], { timeout: 10_000 })).toMatchObject({ exitCode: 0, stdout: "out\n" });
});

test("one that does not end, and what it started, is ended: no exit code, no answer", async () => {
  await expect(shell("sleep 60 & sleep 60", 200)).rejects.toThrow(/did not end within 0.2 s/);
});

test("one that does not end gets SIGTERM and time to clean up, and its exit code then is no answer", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-command-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cleansUp = `trap 'sleep 0.2; touch ${folder}/cleaned; exit 0' TERM; while :; do sleep 0.05; done`;
  await expect(shell(cleansUp, 200)).rejects.toThrow(/did not end within 0.2 s/);
  expect(await readdir(folder)).toEqual(["cleaned"]);
});

test("one that does not heed SIGTERM gets SIGKILL", async () => {
  const stubborn = "trap '' TERM; while :; do sleep 0.05; done";
  await expect(shell(stubborn, 100)).rejects.toThrow(/did not end within 0.1 s/);
});

test("an abort ends it likewise, and its reason is told, whatever the program made of it", async () => {
  const abort = new AbortController();
  const answer = run("sh", ["-c", "trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done"], {
    timeout: 10_000,
    signal: abort.signal,
    onLine: () => abort.abort(new Error("asked to stop")),
  });
  await expect(answer).rejects.toThrow("asked to stop");
  await expect(run("true", [], { timeout: 1_000, signal: abort.signal })).rejects.toThrow("asked to stop");
});

test("when we exit, it gets SIGTERM first, too", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-command-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cleansUp = `trap 'touch ${folder}/cleaned; exit 0' TERM; echo up; while :; do sleep 0.05; done`;
  const code = `
    import { run } from ${JSON.stringify(path.join(import.meta.dirname, "command.ts"))};
    void run("sh", ["-c", ${JSON.stringify(cleansUp)}], { timeout: 60_000, onLine: () => process.exit(0) });`;
  await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], { timeout: 20_000 });
  expect(await readdir(folder)).toEqual(["cleaned"]);
});

test("one that is killed has no exit code, and so no answer either", async () => {
  await expect(shell("kill -9 $$")).rejects.toMatchObject({ name: "HarnessError" });
});

test("one that does not exist", async () => {
  await expect(run("no-such-program", [], { timeout: 1_000 })).rejects.toThrow(/no such program on the PATH/);
});

test("the last lines that hold something", () => {
  expect(lastLines("one\n\ntwo\nthree\n\n", 2)).toBe("two\nthree");
});
