import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { run } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";

/** A command that does what the text says. */
let file: string;
const command = (text: string) =>
  writeFile(
    file,
    `import { main } from ${JSON.stringify(path.join(projectDir, "bin", "main.ts"))};
    import { print } from ${JSON.stringify(path.join(projectDir, "bin", "print.ts"))};
    await main({ name: "npm run it", does: "It does.", options: {}, examples: [] }, async () => { ${text} });`,
  );
beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-main-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = path.join(folder, "it.mts");
});

/** Runs it by a shell; the exit code is the command's own. */
async function shell(behind: string, env = {}, before = "true") {
  const script = `set -o pipefail; ${before}; '${process.execPath}' --import tsx '${file}' ${behind}`;
  return run("bash", ["-c", script], { cwd: projectDir, timeout: 60_000, env });
}

test.each(["| true", "| head -1"])("a reader that has gone is no error: %s", async (reader) => {
  await command(`for (let line = 0; line < 9000; line += 1) print("line ".repeat(20));
    await new Promise((next) => setTimeout(next, 50));
    console.log("more"); print("more");`);
  expect(await shell(reader)).toMatchObject({ exitCode: 0, stderr: "" });
});

test("a full disk under the output is one error; what the command does goes on", async () => {
  await command(
    `print("a"); await new Promise((next) => setTimeout(next, 50)); console.log("b"); console.error("done");`,
  );
  const { exitCode, stderr } = await shell(">/dev/full");
  expect([exitCode, stderr]).toEqual([
    2,
    "\n✗ the output could not be written\n  why: no space is left where it goes\n  do:  make room there, then run it again\ndone\n",
  ]);
});

test("also where it is the last that the process writes, or errors go there as well; a worse end stays", async () => {
  await command(`print("a"); return 0;`);
  expect((await shell(">/dev/full")).stderr).toMatch(/^\n✗ the output could not be written\n/);
  expect(await shell(">/dev/full 2>&1")).toMatchObject({ exitCode: 2, stderr: "" });
  await command(`print("a"); return 1;`);
  expect((await shell(">/dev/full")).exitCode).toBe(1);
});

test("a full disk elsewhere is one error without a stack", async () => {
  await command(`(await import("node:fs")).writeFileSync("/dev/full", "x");`);
  expect(await shell("")).toMatchObject({
    exitCode: 2,
    stderr:
      "\n✗ the disk is full\n  why: ENOSPC: no space left on device, write\n  do:  make room there, then run it again\n",
  });
});

test.each(['openSync("/dev/null")', 'await run("true", [], { timeout: 5_000 })'])(
  "where no more files can be opened, that is the error: %s",
  async (then) => {
    await command(`const { openSync } = await import("node:fs");
      const { run } = await import(${JSON.stringify(path.join(projectDir, "helpers", "system", "command.ts"))});
      await run("true", [], { timeout: 5_000 });
      try { for (;;) openSync("/dev/null"); } catch { ${then}; }`);
    const { exitCode, stderr } = await shell("", {}, "ulimit -n 300");
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(
        /^\n✗ too many files are open\n {2}why: .*EMFILE.*\n {2}do: {2}allow this shell more of them \(`ulimit -n 4096`\), then run it again\n$/,
      ),
    });
  },
);

test("a setting that is none is refused by every command", async () => {
  await command(`print("done");`);
  const { exitCode, stdout, stderr } = await shell("", { MESHPROOF_NONSENSE: "1" });
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("MESHPROOF_NONSENSE is not a setting");
});
