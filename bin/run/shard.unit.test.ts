import { expect, test } from "vitest";
import { found } from "./run-without-cluster.ts";
import { ofShard, parseShard } from "./shard.ts";

const pages = [
  { name: "short", seconds: 10 },
  { name: "long", seconds: 100 },
  { name: "middle", seconds: 60 },
  { name: "other", seconds: 50 },
];
const checks = [found("short/s/a"), found("long/s/a"), found("long/s/b"), found("middle/s/a"), found("other/s/a")];
const selectedBy = (shard: string, from = checks) =>
  ofShard(from, pages, parseShard(shard)!)
    .filter(({ selected }) => selected)
    .map(({ declaration }) => declaration.id);

test("each page is whole, and in one shard; the shards take about the same time", () => {
  expect(selectedBy("1/2")).toEqual(["short/s/a", "long/s/a", "long/s/b"]);
  expect(selectedBy("2/2")).toEqual(["middle/s/a", "other/s/a"]);
  const all = ["1/3", "2/3", "3/3"].flatMap((shard) => selectedBy(shard));
  expect(all.toSorted()).toEqual(checks.map(({ declaration }) => declaration.id).toSorted());
});

test("what the filters left out is in none", () => {
  const filtered = [found("short/s/a"), found("long/s/a", false), found("middle/s/a")];
  expect([selectedBy("1/2", filtered), selectedBy("2/2", filtered)]).toEqual([["middle/s/a"], ["short/s/a"]]);
});

test("a shard that would have nothing to do is refused", () => {
  expect(() => selectedBy("1/3", checks.slice(0, 2))).toThrow(
    /3 shards are too many for 2 selected pages\n.*long, short\n.*--shard 1\/2/s,
  );
});

test.each(["0/3", "4/3", "1/0", "1", "1/3/5", "a/b", "-1/2", "1/1000", ""])("%j is no shard", (text) =>
  expect(parseShard(text)).toBeUndefined(),
);

test("in a pod of an Indexed Job the shard is by the pod's index, which counts from 0", () => {
  expect(parseShard("job/3", { JOB_COMPLETION_INDEX: "0" })).toEqual({ index: 1, of: 3 });
  expect(parseShard("job/3", { JOB_COMPLETION_INDEX: "2" })).toEqual({ index: 3, of: 3 });
  expect(parseShard("job/3", { JOB_COMPLETION_INDEX: "3" })).toBeUndefined();
  expect(parseShard("job/3", {})).toBeUndefined();
  expect(parseShard("1/3", { JOB_COMPLETION_INDEX: "2" })).toEqual({ index: 1, of: 3 });
});
