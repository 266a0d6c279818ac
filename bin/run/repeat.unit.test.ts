import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { sampleCheck } from "#reporting/samples";
import { lastLine, log, start, verdicts, written, inTemporaryFolder } from "./run-without-cluster.ts";

inTemporaryFolder();

const args = { ids: [], files: [], pattern: undefined, repeat: 3, pauseOnFail: false };
const ids = ["one/s/a", "one/s/b"];
const decided = (id: string, changes = {}) => ({
  kind: "decided" as const,
  record: sampleCheck({ id, page: "one", ...changes }),
});

test("three repeats that agree: exit code 0, and each check says three times so", async () => {
  const run = await start({}, { args });
  expect([run.exitCode, verdicts(run), run.repeats]).toEqual([0, ["conformant", "conformant"], { done: 3, asked: 3 }]);
  expect(run.checks.map(({ repeats }) => repeats?.verdicts.length)).toEqual([3, 3]);
  expect(log.join("")).toMatch(/repeat 2 of 3: 2 conformant, 0 nonconformant, .* \(\d+ ms\)\n/);
  expect(lastLine()).toBe("2 passed, 0 failed, 0 skipped");
});

test("one repeat that disagrees: the check is flaky, the run red, the evidence that repeat's", async () => {
  let turn = 0;
  const folders: string[] = [];
  const run = await start(
    {
      runPages: (_pages, onEvent, { folder }) => {
        folders.push(folder);
        const verdict = { verdict: ++turn === 2 ? "nonconformant" : "conformant", reason: "got an answer" };
        onEvent(decided(ids[0]!, turn === 2 ? verdict : {}));
        onEvent(decided(ids[1]!));
        return Promise.resolve([]);
      },
    },
    { args },
  );
  expect(folders).toEqual(["repeats/1", "repeats/2", "repeats/3"]);
  expect([run.exitCode, verdicts(run)]).toEqual([1, ["flaky", "conformant"]]);
  expect((await written()).checks[0]).toMatchObject({
    evidence: "repeats/2/evidence/one/s/a",
    reason: "2 of 3 repeats conformant, 1 nonconformant; repeat 2 is nonconformant: got an answer",
  });
  expect(lastLine()).toBe("1 passed, 1 failed, 0 skipped");
});

test("a check that a repeat lost is flaky: it did not run there", async () => {
  let turn = 0;
  const run = await start(
    {
      runPages: (_pages, onEvent) => {
        const ran = ++turn === 3 ? ids.slice(1) : ids;
        ran.forEach((id) => onEvent(decided(id)));
        return Promise.resolve([]);
      },
    },
    { args },
  );
  expect([run.exitCode, verdicts(run)]).toEqual([2, ["flaky", "conformant"]]);
});

test("interrupted in the second repeat: what was run counts, and the run is red", async () => {
  const controller = new AbortController();
  let turn = 0;
  const run = await start(
    {
      runPages: (_pages, onEvent) => {
        onEvent(decided(ids[0]!));
        if (++turn === 2) controller.abort(new HarnessError("interrupted by SIGINT", { hint: "again" }));
        else onEvent(decided(ids[1]!));
        return Promise.resolve([]);
      },
    },
    { args, signal: controller.signal },
  );
  expect([run.exitCode, verdicts(run), run.repeats]).toEqual([2, ["conformant", "conformant"], { done: 1, asked: 3 }]);
  expect(run.checks.map(({ repeats }) => repeats?.verdicts.length)).toEqual([2, 1]);
});
