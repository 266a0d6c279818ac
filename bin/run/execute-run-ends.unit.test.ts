import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { config, done, failing, found, root, start, written, inTemporaryFolder } from "./run-without-cluster.ts";

inTemporaryFolder();

describe("MESHPROOF_KEEP=0", () => {
  const without = { config: { ...config, keep: false } };
  test("removes the cluster after the run, and after a set-up that failed", async () => {
    await start({}, without);
    await start({ prepare: failing("half a cluster") }, without);
    expect(done).toEqual(["prepare", "page one", "teardown", "release", "teardown", "release"]);
  });

  test("a removal that fails is exit code 2, and in the reports", async () => {
    const run = await start({ teardown: failing("cannot remove it") }, without);
    expect([run.exitCode, run.failures.length]).toEqual([2, 1]);
    expect(await written()).toEqual(run);
  });

  test("one cause is told once", async () => {
    const run = await start({ prepare: failing("no engine"), teardown: failing("no engine") }, without);
    expect(run.failures).toHaveLength(1);
  });
});

describe("interrupted", () => {
  const reason = new HarnessError("interrupted by SIGINT", { hint: "run it again" });
  test.each<[string, "collect" | "prepare" | "runPages", RegExp]>([
    ["while selecting", "collect", /nothing had been started/],
    ["while preparing", "prepare", /what was built and downloaded so far is kept[^]*`npm run down` removes it/],
    [
      "while checking",
      "runPages",
      /the pages that were running have removed what they made; the cluster meshproof is up/,
    ],
  ])("%s: the report is there and says what is left", async (_name, part, left) => {
    const controller = new AbortController();
    const hang = () => {
      controller.abort(reason);
      return part === "runPages" ? Promise.resolve([]) : Promise.reject(new Error("the command was cancelled"));
    };
    const run = await start({ [part]: hang }, { signal: controller.signal, config: { ...config, keep: false } });
    expect(run).toMatchObject({
      exitCode: 2,
      failures: [{ what: "interrupted by SIGINT", why: expect.stringMatching(left) as string }],
    });
    expect(run.checks.every(({ verdict }) => verdict === "inconclusive")).toBe(true);
    expect(await written()).toEqual(run);
    expect(done).not.toContain("teardown");
  });
});

test("the evidence of the run before goes only when a run really begins", async () => {
  await start({ prepare: failing("no engine") });
  const old = path.join(root, "reports", "evidence", "old");
  await mkdir(old, { recursive: true });
  await writeFile(path.join(old, "transcript.txt"), "");
  await start({ collect: () => Promise.resolve({ found: [found("one/s/a", false)], failures: [] }) });
  expect(await readdir(old)).toEqual(["transcript.txt"]);
  await start();
  expect(await readdir(path.join(root, "reports", "evidence"))).toEqual([]);
});
