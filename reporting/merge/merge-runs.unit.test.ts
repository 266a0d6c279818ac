import { expect, test } from "vitest";
import type { RunRecord } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "../samples.ts";
import { runSchema } from "../schema.ts";
import { mergeRuns } from "./merge-runs.ts";

const check = (page: string, verdict: "conformant" | "nonconformant" = "conformant") =>
  sampleCheck({ id: `${page}/s/a`, page, verdict });

/** Of three pages the first shard has one, the second two. */
function shards(changes: Partial<RunRecord>[] = []): { run: RunRecord; source: string }[] {
  const shard = (index: number, own: string[], others: string[], began: string) => ({
    source: `shard-${index}`,
    run: sampleRun({
      filter: { files: [], shard: `${index}/2` },
      checks: own.map((page) => check(page)),
      deselected: [...others.map((page) => `${page}/s/a`), "by/the/filter"],
      pages: own.map((id) => ({ id, title: id, url: `https://example.com/${id}`, sections: [] })),
      steps: [
        { name: "mesh", ms: 1 },
        { name: own[0]!, ms: 2 },
      ],
      failures: [],
      startedAt: `2026-11-27T10:0${began}:00.000Z`,
      finishedAt: `2026-11-27T10:1${began}:00.000Z`,
      ...changes[index - 1],
    }),
  });
  return [shard(2, ["two", "three"], ["one"], "2"), shard(1, ["one"], ["two", "three"], "1")];
}

test("the whole has every check of each shard once, and of what was left out only what the filter left out", () => {
  const whole = mergeRuns(shards());
  expect(whole.checks.map(({ id }) => id)).toEqual(["one/s/a", "two/s/a", "three/s/a"]);
  expect([whole.deselected, whole.filter]).toEqual([["by/the/filter"], { files: [] }]);
  expect([whole.startedAt, whole.finishedAt]).toEqual(["2026-11-27T10:01:00.000Z", "2026-11-27T10:12:00.000Z"]);
  expect(whole.steps.map(({ name }) => name)).toEqual(["mesh (1/2)", "one", "mesh (2/2)", "two"]);
  expect(whole.pages?.map(({ id }) => id)).toEqual(["one", "two", "three"]);
  expect(runSchema.safeParse(whole).error).toBeUndefined();
});

test("a failure of a shard is one of the whole, and says of which", () => {
  const whole = mergeRuns(shards([{ failures: [{ what: "no engine", hint: "start one" }], versions: null }]));
  expect(whole.failures).toEqual([{ what: "shard 1/2: no engine", hint: "start one" }]);
  expect(whole.versions?.istio).toBe(sampleRun().versions?.istio);
});

const versions = sampleRun().versions!;
test.each<[string, () => ReturnType<typeof shards>, RegExp]>([
  ["one that is missing", () => shards().slice(1), /2\/2 is not there\n {2}why: its checks would be lost/],
  ["one that is there twice", () => [...shards(), shards()[1]!], /1\/2 is there twice\n {2}why: shard-1, shard-1/],
  ["a run without shards", () => shards([{ filter: { files: [] } }]), /shard-1 is of no shard/],
  [
    "another number of shards",
    () => shards([{ filter: { files: [], shard: "1/3" } }]),
    /shard-2 is one of 2, shard-1 one of 3/,
  ],
  ["another filter", () => shards([{ filter: { files: ["x"], shard: "1/2" } }]), /differ in: filter/],
  [
    "another Istio",
    () => shards([{ versions: { ...versions, istio: "1.30" } }]),
    /differ in: Istio\n.*shard-1: "1\.30"/s,
  ],
  ["other checks", () => shards([{ deselected: [] }]), /differ in: checks/],
])("%s is one clear error", (_name, given, message) => expect(() => mergeRuns(given())).toThrow(message));

test("nothing to merge is an error", () => expect(() => mergeRuns([])).toThrow(/nothing to merge/));
