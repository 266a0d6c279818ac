import { expect, test } from "vitest";
import { sampleCheck, sampleRun } from "./samples.ts";
import { spent, timelineOf } from "./timeline.ts";

const at = (seconds: number) => new Date(Date.parse("2026-01-02T03:04:05.000Z") + seconds * 1_000).toISOString();

test("steps, set-up, checks, diagnosis and clean-up, in the order in which their lanes began", () => {
  const checks = [
    sampleCheck({
      page: "b",
      id: "b/s/1",
      title: "first",
      startedAt: at(14),
      finishedAt: at(16),
      setUp: { startedAt: at(10), ms: 4_000 },
    }),
    sampleCheck({
      page: "b",
      id: "b/s/2",
      title: "second",
      verdict: "nonconformant",
      startedAt: at(16),
      finishedAt: at(20),
      diagnosis: { cause: "c", ms: 3_000 },
    }),
    sampleCheck({ page: "a", id: "a/s/1", startedAt: at(11), finishedAt: at(12) }),
    sampleCheck({ page: "a", id: "a/s/2", verdict: "skipped" }),
  ];
  const steps = [
    { name: "mesh", ms: 9_000, startedAt: at(1) },
    { name: "b", ms: 15_000, startedAt: at(9.5) },
    { name: "a", ms: 4_000, startedAt: at(10) },
  ];
  const timeline = timelineOf(sampleRun({ checks, steps }))!;
  expect(timeline.took).toBe(67_000);
  expect(timeline.tracks.map(({ name, from, to }) => [name, from, to])).toEqual([
    ["the run", 1_000, 10_000],
    ["b", 9_500, 24_500],
    ["a", 10_000, 14_000],
  ]);
  expect(timeline.tracks[1]!.spans.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["set-up", 10_000, 14_000],
    ["check", 14_000, 16_000],
    ["check", 16_000, 17_000],
    ["diagnosis", 17_000, 20_000],
    ["clean-up", 20_000, 24_500],
  ]);
  expect(spent(timeline.tracks[1]!, "check")).toBe(3_000);
});

test("a run with --repeat has no time of its pages: their checks' is shown", () => {
  const checks = [sampleCheck({ page: "a", startedAt: at(1), finishedAt: at(2) })];
  expect(timelineOf(sampleRun({ checks, steps: [] }))!.tracks).toMatchObject([{ name: "a", from: 1_000, to: 2_000 }]);
});

test.each([
  ["of an older meshproof", sampleRun()],
  ["whose times are none", sampleRun({ startedAt: "then", steps: [{ name: "a", ms: 1, startedAt: "now" }] })],
])("none of a record %s", (_name, run) => {
  expect(timelineOf(run)).toBeUndefined();
});
