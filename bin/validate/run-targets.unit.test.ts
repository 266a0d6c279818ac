import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { defaultVersions } from "#helpers/system/versions";
import type { RunRecord } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "#reporting/samples";
import { runTargets } from "./run-targets.ts";
import { pairsOf } from "./matrix.ts";
import { plannedRuns, type PlannedRun } from "./runs.ts";
import { ValidateState } from "./state.ts";

const { kubernetes, envoy, gatewayApi } = defaultVersions();
const matrix = { from: "1.30", to: "1.31", kubernetes: [kubernetes], envoy: [envoy], gatewayApi: [gatewayApi] };

let folder: string;
let runs: PlannedRun[];
let started: string[];
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-validate-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  runs = plannedRuns(pairsOf(matrix), { filter: { files: [], ids: [] }, upgrade: true }, folder);
  [started, lines] = [[], []];
});

/** A `npm test` that writes such a record; undefined: none. */
function startWith(recordOf: (run: PlannedRun) => Partial<RunRecord> | undefined) {
  return (run: PlannedRun) => {
    started.push(run.name);
    const ended = async () => {
      const record = recordOf(run);
      if (!record) return 2;
      const now = new Date().toISOString();
      const whole = sampleRun({ checks: [sampleCheck()], exitCode: 0, startedAt: now, finishedAt: now, ...record });
      await mkdir(run.reports, { recursive: true });
      await writeFile(path.join(run.reports, "conformance.json"), JSON.stringify(whole));
      return whole.exitCode;
    };
    return { ended: ended(), interrupt: () => undefined, kill: () => undefined };
  };
}

async function validate(start: ReturnType<typeof startWith>, { key = "k", fresh = false, sideBySide = 1 } = {}) {
  const state = await ValidateState.open(path.join(folder, "state.json"), { fresh });
  await state.write();
  const keyOf = async () => key;
  const { signal } = new AbortController();
  const made = await runTargets({ runs, sideBySide, state, keyOf, start, say: (line) => lines.push(line), signal });
  return { state, made };
}

const whole = startWith(() => ({}));
const interrupted = (name: string) => startWith((run) => (run.name === name ? { exitCode: 2 } : {}));

test("each run is made once, in order, and its time is remembered", async () => {
  const { made } = await validate(whole);
  expect(started).toEqual(["istio-1.30", "istio-1.31", "upgrade-1.30-to-1.31"]);
  expect(made.map(({ takenOver }) => takenOver)).toEqual([false, false, false]);
  expect(lines.join("\n")).toContain("run 2 of 3: istio-1.31 in the cluster meshproof: Istio 1.31, Kubernetes");
  expect(lines[1]).toBe("time left: not known, there was no such run yet");
});

test("what came to its end is taken over; what could not tell is run again", async () => {
  await validate(interrupted("istio-1.31"));
  started = [];
  const { made } = await validate(whole);
  expect(started).toEqual(["istio-1.31"]);
  expect(made.map(({ takenOver }) => takenOver)).toEqual([true, false, true]);
  expect(lines.at(-2)).toMatch(/^time left: about \d+ ms, by earlier runs$/);
});

test.each([
  ["the pins, the code or the filter have changed", { key: "another" }],
  ["it is asked for", { fresh: true }],
])("everything is run anew where %s", async (_why, options) => {
  await validate(interrupted("istio-1.31"));
  started = [];
  await validate(whole, options);
  expect(started).toHaveLength(3);
});

test("after a validation that came to its end the next begins anew", async () => {
  const { state } = await validate(whole);
  await state.end();
  started = [];
  await validate(whole);
  expect(started).toHaveLength(3);
});

test("a record that another run has overwritten meanwhile is not taken over", async () => {
  await validate(interrupted("istio-1.31"));
  await startWith(() => ({ startedAt: "2026-01-01T00:00:00.000Z" }))(runs[0]!).ended;
  started = [];
  await validate(whole);
  expect(started).toEqual(["istio-1.30", "istio-1.31"]);
});

test("a run without a record says so, an older record beside it is not its own, and the others are made", async () => {
  await validate(whole);
  const { made } = await validate(
    startWith((run) => (run.name === "istio-1.31" ? undefined : {})),
    { fresh: true },
  );
  expect(made[1]?.record).toEqual({ why: "the run left no record: see what it says on the console" });
  expect(made[2]?.record).toHaveProperty("checks");
});

test("side by side no two runs meet on a cluster", async () => {
  const busy = new Set<string>();
  const start = startWith(() => ({}));
  const { made } = await validate(
    (run) => {
      expect(busy).not.toContain(run.target.cluster);
      busy.add(run.target.cluster);
      const { ended, ...rest } = start(run);
      return { ...rest, ended: ended.finally(() => busy.delete(run.target.cluster)) };
    },
    { sideBySide: 3 },
  );
  expect(made).toHaveLength(3);
});

test("interrupted, it ends the run under way and throws the interruption", async () => {
  const controller = new AbortController();
  const state = await ValidateState.open(path.join(folder, "state.json"), { fresh: false });
  let interrupts = 0;
  const start = () => {
    let end: (code: number) => void = () => undefined;
    const ended = new Promise<number>((resolve) => (end = resolve));
    setTimeout(() => controller.abort(new Error("interrupted by SIGINT")), 10);
    return { ended, interrupt: () => void ((interrupts += 1), end(2)), kill: () => undefined };
  };
  const keyOf = async () => "k";
  const { signal } = controller;
  await expect(runTargets({ runs, sideBySide: 1, state, keyOf, start, say: () => undefined, signal })).rejects.toThrow(
    "interrupted by SIGINT",
  );
  expect(interrupts).toBe(1);
});
