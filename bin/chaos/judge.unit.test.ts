import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { sampleCheck, sampleRun } from "#reporting/samples";
import { type Ending, judgeEnding } from "./judge.ts";

let reports: string;
beforeEach(async () => {
  reports = await mkdtemp(path.join(tmpdir(), "meshproof-chaos-"));
  onTestFinished(() => rm(reports, { recursive: true }));
});

const ending = (changes: Partial<Ending>): Ending => ({ exit: 0, ms: 1_000, output: "all is well\n", ...changes });
const write = (changes: object) =>
  writeFile(path.join(reports, "conformance.json"), JSON.stringify({ ...sampleRun(), ...changes }));

describe("a disturbed run's end is as wanted", () => {
  test.each<[string, Partial<Ending>]>([
    ["it held all the same", {}],
    ["it could not tell, and says why", { exit: 2, output: "✗ interrupted by SIGINT\n" }],
    ["the harness failed at the end", { exit: 2, output: "1 failure of the harness\n  ! cannot write it\n" }],
    ["a check could not be decided", { exit: 2, output: "    ? inconclusive  1 s  this\n" }],
    ["it was killed", { exit: "killed", output: "" }],
  ])("%s", async (_name, changes) => {
    const exit = [0, 2, "killed"] as const;
    expect(await judgeEnding(ending(changes), { exit }, reports)).toEqual([]);
  });
});

describe("it is not where", () => {
  test.each<[string, Partial<Ending>, RegExp]>([
    ["the exit code is another", { exit: 1, output: "✗ it\n" }, /^exit code 1, wanted 0 or 2$/],
    ["it still runs", { exit: "still running", ms: 300_000 }, /^it still ran 300 s after the break$/],
    ["it takes too long", { ms: 301_000 }, /^it took 301 s to end$/],
    ["a stack trace is printed", { exit: 2, output: "✗ it\n    at run (file.ts:1:2)\n" }, /^a stack trace$/],
    ["a bug of ours is told", { exit: 2, output: "✗ a bug of meshproof; please report it\n" }, /^a stack trace$/],
    ["nothing says why", { exit: 2, output: "hm\n" }, /^exit code 2, and no word why$/],
  ])("%s", async (_name, changes, problem) => {
    const problems = await judgeEnding(ending(changes), { exit: [0, 2] }, reports);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test("npm ended by the signal, and the record does not say that the run did not succeed", async () => {
    await write({ exitCode: 1, checks: [] });
    const killed = ending({ exit: "killed", output: "" });
    expect(await judgeEnding(killed, { exit: [2, "killed"] }, reports)).toEqual(["the record says exit code 1"]);
    expect(await judgeEnding(killed, { exit: ["killed"] }, reports)).toEqual([]);
  });

  test("what is wanted is not said", async () => {
    const problems = await judgeEnding(ending({}), { exit: [0], output: /disk is full/ }, reports);
    expect(problems).toEqual(["it does not say disk is full"]);
  });

  test("the mesh, which did nothing wrong, is called nonconformant", async () => {
    await write({ exitCode: 0, checks: [sampleCheck({ verdict: "nonconformant", reason: "curl: (6)\nmore" })] });
    const [problem] = await judgeEnding(ending({}), { exit: [0] }, reports);
    expect(problem).toMatch(/^nonconformant: .*: curl: \(6\)$/);
  });

  test("the record says another exit code, or is cut off", async () => {
    await write({ exitCode: 2, checks: [] });
    expect(await judgeEnding(ending({}), { exit: [0] }, reports)).toEqual(["the record says exit code 2"]);
    await writeFile(path.join(reports, "conformance.json"), '{"schema":');
    expect(await judgeEnding(ending({}), { exit: [0] }, reports)).toEqual([
      expect.stringMatching(/^conformance\.json is cut off/),
    ]);
  });
});
