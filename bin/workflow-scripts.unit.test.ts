import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "#helpers/system/command";
import { projectDir } from "#helpers/system/paths";
import { standInPrograms } from "#helpers/system/stand-in-programs";

const script = (name: string, ...args: string[]) =>
  run(path.join(projectDir, ".github", "scripts", name), args, {
    cwd: projectDir,
    timeout: 30_000,
    env: { GITHUB_REPOSITORY: "us/meshproof" },
  });

async function nightly(issue: unknown[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "meshproof-nightly-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, "nightly.json"), JSON.stringify({ issue }));
  return path.join(folder, "nightly.json");
}

test.each([
  ["nothing", [], []],
  [
    "open",
    [{ action: "open", title: "Istio $(id)", body: "b" }],
    ["gh issue create --title Istio $(id) --body-file -"],
  ],
  [
    "update, with a comment",
    [{ action: "update", number: 7, title: "t", body: "b", comment: "c" }],
    ["gh issue edit 7 --title t --body-file -", "gh issue comment 7 --body-file -"],
  ],
  [
    "update, silently",
    [{ action: "update", number: 7, title: "t", body: "b" }],
    ["gh issue edit 7 --title t --body-file -"],
  ],
  ["close", [{ action: "close", number: 7, comment: "green again" }], ["gh issue close 7 --comment green again"]],
])("the issue of a night: %s", async (_what, issue, wanted) => {
  const { calls } = await standInPrograms({ gh: "cat > /dev/null" });
  expect(await script("nightly-issues.sh", await nightly(issue))).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await calls()).toEqual(wanted);
});

test("what it does not know, and a GitHub that refuses, fail the step", async () => {
  await standInPrograms({ gh: "cat > /dev/null; exit 1" });
  expect((await script("nightly-issues.sh", await nightly([{ action: "sing" }]))).exitCode).not.toBe(0);
  expect((await script("nightly-issues.sh", await nightly([{ action: "close", number: 7 }]))).exitCode).not.toBe(0);
});

test("the last green run of a combination is fetched, and that there is none yet is no error", async () => {
  const some = await standInPrograms({ gh: 'case "$1" in api) echo 42 ;; esac' });
  expect((await script("last-green.sh", "green-a", "folder")).stdout).toContain("the last green run of green-a is 42");
  expect((await some.calls()).at(-1)).toBe("gh run download 42 --name green-a --dir folder");
  const none = await standInPrograms({ gh: "true" });
  expect(await script("last-green.sh", "green-a", "folder")).toMatchObject({
    exitCode: 0,
    stdout: "no green run of green-a yet\n",
  });
  expect(await none.calls()).toHaveLength(1);
});
