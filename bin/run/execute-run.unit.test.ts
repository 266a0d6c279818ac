import { describe, expect, test } from "vitest";
import type { Verdict } from "#helpers/verdict/record";
import { sampleCheck } from "#reporting/samples";
import type { RunDependencies, Run } from "./dependencies.ts";
import {
  done,
  failing,
  found,
  lastLine,
  log,
  start,
  verdicts,
  written,
  inTemporaryFolder,
} from "./run-without-cluster.ts";

inTemporaryFolder();

test("a run that goes well: exit code 0, the reports say the same, the cluster stays", async () => {
  const run = await start();
  expect([run.exitCode, verdicts(run), run.failures]).toEqual([0, ["conformant", "conformant"], []]);
  expect(await written()).toEqual(run);
  expect(done).toEqual(["prepare", "page one", "release"]);
  expect(lastLine()).toBe("2 passed, 0 failed, 0 skipped");
  expect(run.steps.map(({ name }) => name)).toEqual(["select checks", "cluster", "page-one"]);
});

test.each<[Verdict, 1 | 2, string]>([
  ["nonconformant", 1, "1 passed, 1 failed, 0 skipped"],
  ["inconclusive", 2, "1 passed, 1 failed, 0 skipped"],
])("a check that is %s: exit code %i", async (verdict, exitCode, line) => {
  const run = await start({
    runPages: (_pages, onEvent) => {
      onEvent({ kind: "decided", record: sampleCheck({ id: "one/s/a", verdict }) });
      onEvent({ kind: "decided", record: sampleCheck({ id: "one/s/b" }) });
      return Promise.resolve([]);
    },
  });
  expect([run.exitCode, (await written()).exitCode, lastLine()]).toEqual([exitCode, exitCode, line]);
});

test("something left behind on the cluster: exit code 2, though every claim held", async () => {
  const left = { what: "after the run the cluster is not as it was before", why: "left behind: Secret a/b", hint: "h" };
  const run = await start({
    watch: () => Promise.resolve({ before: new Map(), leftBehind: () => Promise.resolve(left) }),
  });
  expect([run.exitCode, verdicts(run), run.failures]).toEqual([2, ["conformant", "conformant"], [left]]);
});

test("the pages are told how the cluster is, unless they have been run before", async () => {
  const given: unknown[] = [];
  const before = new Map([["Service default/curl", "1"]]);
  const watch = () => Promise.resolve({ before, leftBehind: () => Promise.resolve(undefined) });
  const runPages: RunDependencies["runPages"] = (_pages, _onEvent, turn) =>
    Promise.resolve(given.push(turn.before)).then(() => []);
  await start({ watch, runPages }, { args: { ids: [], files: [], pattern: undefined, repeat: 2, pauseOnFail: false } });
  expect(given).toEqual([before, undefined]);
});

describe("refused before anything is started", () => {
  test.each<[string, Partial<RunDependencies>, Partial<Run>, RegExp]>([
    [
      "a filter that matches nothing",
      { collect: () => Promise.resolve({ found: [found("one/s/a", false)], failures: [] }) },
      { args: { ids: [], files: ["nowhere"], pattern: "zzz", repeat: 1, pauseOnFail: false } },
      /matches none of the 1 checks\n.*"nowhere", or no check's name matches -t "zzz"\n.*npm run list/,
    ],
    [
      "no suites at all",
      { collect: () => Promise.resolve({ found: [], failures: [] }) },
      {},
      /there is no check to run/,
    ],
    [
      "a suite that cannot be read",
      {
        collect: () =>
          Promise.resolve({ found: [found("one/s/a")], failures: [{ what: "x cannot be loaded", hint: "h" }] }),
      },
      {},
      /x cannot be loaded/,
    ],
    [
      "two checks with one id",
      { collect: () => Promise.resolve({ found: [found("one/s/a"), found("one/s/a")], failures: [] }) },
      {},
      /2 checks have the id one\/s\/a/,
    ],
    ["another run on the cluster", { lock: failing("the cluster is in use") }, {}, /the cluster is in use/],
  ])("%s", async (_name, dependencies, changes, message) => {
    const run = await start(dependencies, changes);
    expect(run.exitCode).toBe(2);
    expect((await written()).failures).toHaveLength(1);
    expect(done).toEqual([]);
    expect(log.join("")).toMatch(message);
    expect(lastLine()).toMatch(/^0 passed, \d failed, 0 skipped$/);
  });
});

test("a check that the catalogue of a live page names and no suite has is missed", async () => {
  const block = { id: "one/s/1", lines: [1, 1] as const, sha256: "", kind: "command" as const, claim: "", byHand: [] };
  const sections = [{ slug: "s", title: "S", blocks: [{ ...block, checks: ["one/s/a", "one/s/gone"] }] }];
  const page = {
    id: "one",
    title: "One",
    url: "",
    language: "en",
    copy: "000",
    titles: [],
    blocksInDocument: 1,
    sections,
    errata: [],
  };
  const run = await start({ catalogue: () => Promise.resolve([{ ...page, suite: "live" }]) });
  expect(run.failures).toMatchObject([
    { what: "the catalogue names 1 check that no suite declares", why: "one/s/gone" },
  ]);
  expect((await start({ catalogue: () => Promise.resolve([{ ...page, suite: "planned" }]) })).exitCode).toBe(0);
});

test("a target that cannot be prepared: every selected check is in the report, inconclusive", async () => {
  const run = await start({ prepare: failing("no Docker engine") });
  expect(await written()).toEqual(run);
  expect(run).toMatchObject({ exitCode: 2, versions: null, dataPlane: "not known, the target was not prepared" });
  expect(run.checks.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["inconclusive", "did not run: the run failed before it: no Docker engine"],
    ["inconclusive", "did not run: the run failed before it: no Docker engine"],
  ]);
  expect(lastLine()).toBe("0 passed, 3 failed, 0 skipped");
});

test("a page that loses a check or breaks is never green", async () => {
  const lost = await start({
    runPages: (_pages, onEvent) => {
      onEvent({ kind: "decided", record: sampleCheck({ id: "one/s/a" }) });
      return Promise.resolve([]);
    },
  });
  expect([lost.exitCode, verdicts(lost)]).toEqual([2, ["conformant", "inconclusive"]]);
  const broken = await start({ runPages: () => Promise.reject(new TypeError("no such thing")) });
  expect(broken.failures).toMatchObject([
    { what: "TypeError: no such thing", why: expect.stringMatching(/at .*:\d+/) as string },
  ]);
  const noisy = await start({
    runPages: (_pages, onEvent) => {
      for (const id of ["one/s/a", "one/s/b"]) onEvent({ kind: "decided", record: sampleCheck({ id }) });
      onEvent({ kind: "failure", failure: { what: "the page left something behind", hint: "h" } });
      return Promise.resolve([]);
    },
  });
  expect([noisy.exitCode, noisy.failures.length]).toEqual([2, 1]);
});

test("checks that the filter leaves out are counted, and no part of the verdict", async () => {
  const checks = [found("one/s/a"), found("one/s/b"), found("two/s/c", false)];
  const run = await start({ collect: () => Promise.resolve({ found: checks, failures: [] }) });
  expect([run.exitCode, run.deselected, done]).toEqual([0, ["two/s/c"], ["prepare", "page one", "release"]]);
  expect(log.join("")).toContain(
    "2 conformant, 0 nonconformant, 0 inconclusive, 0 flaky, 0 skipped; 1 not selected by the filter",
  );
});
