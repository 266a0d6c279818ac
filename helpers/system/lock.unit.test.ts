import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { acquireLock } from "./lock.ts";
import { processStart } from "./process-start.ts";

const words = { what: 'cluster "meshproof"', hint: "wait for it, or end it: kill <pid>" };
let folder = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-lock-"));
  file = path.join(folder, "locks", "meshproof.lock");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a lock is held once, named to the second one, and free again after its release", async () => {
  const lock = await acquireLock(file, words);
  await expect(acquireLock(file, words)).rejects.toThrow(
    new RegExp(
      `cluster "meshproof" is in use by another run\n.*process ${process.pid} has held .*\n.*kill ${process.pid}`,
    ),
  );
  await lock.release();
  await lock.release();
  await (await acquireLock(file, words)).release();
  expect(await readdir(path.dirname(file))).toEqual([]);
});

describe("a stale lock is taken over", () => {
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  test.each([
    ["of a process that is gone", JSON.stringify({ pid: gone, since: "then", processStart: null })],
    ["of a pid that another process has now", JSON.stringify({ pid: process.pid, since: "then", processStart: "x/1" })],
    ["that is not JSON", "held by me"],
    ["that is empty", ""],
    ["of a pid that means a process group", JSON.stringify({ pid: -1 })],
  ])("%s", async (_which, content) => {
    await (await acquireLock(file, words)).release();
    await writeFile(file, content);
    const lock = await acquireLock(file, words);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await readdir(path.dirname(file))).toEqual([]);
  });
});

test("the lock of a process that lives is respected", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(other, "spawn");
  await (await acquireLock(file, words)).release();
  await writeFile(file, JSON.stringify({ pid: other.pid, since: "now", processStart: await processStart(other.pid!) }));
  await expect(acquireLock(file, words)).rejects.toThrow(`process ${other.pid}`);
  other.kill("SIGKILL");
  await once(other, "exit");
  await (await acquireLock(file, words)).release();
});

test("of many that meet a stale lock at once, one gets it", async () => {
  await (await acquireLock(file, words)).release();
  await writeFile(file, "stale");
  const code = `
    import { acquireLock } from ${JSON.stringify(path.join(import.meta.dirname, "lock.ts"))};
    await acquireLock(${JSON.stringify(file)}, { what: "it", hint: "wait" }).then(() => console.log("mine"), () => console.log("theirs"));
    process.stdin.resume();`;
  const children = [1, 2, 3, 4].map(() =>
    spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code]),
  );
  const answers = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()));
  const ended = children.map((child) => once(child, "exit"));
  children.forEach((child) => child.kill("SIGKILL"));
  await Promise.all(ended);
  expect(answers.toSorted()).toEqual(["mine", "theirs", "theirs", "theirs"]);
}, 60_000);
