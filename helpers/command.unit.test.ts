import { expect, test } from "vitest";
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

test("one that is killed has no exit code, and so no answer either", async () => {
  await expect(shell("kill -9 $$")).rejects.toMatchObject({ name: "HarnessError" });
});

test("one that does not exist", async () => {
  await expect(run("no-such-program", [], { timeout: 1_000 })).rejects.toThrow(/no such program on the PATH/);
});

test("the last lines that hold something", () => {
  expect(lastLines("one\n\ntwo\nthree\n\n", 2)).toBe("two\nthree");
});
