import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

const ids = [
  "mtls-migration/lock-down-by-namespace/strict-foo-matrix",
  "mtls-migration/lock-down-by-namespace/strict-in-foo",
  "mtls-migration/clean-up/namespaces",
  "egress-gateway/cleanup/curl",
];

it("finds a mistyped id", () => {
  expect(nearest("mtls-migration/lock-down-by-namespace/strict-fo-matrix", ids)[0]).toBe(ids[0]);
});

it("finds an id by words of it", () => {
  expect(nearest("strict foo", ids)).toEqual([ids[0], ids[1]]);
});

it("finds nothing for what is like nothing", () => {
  expect(nearest("zzz", ids)).toEqual([]);
});

it("returns no more than it is asked for, best first", () => {
  expect(nearest("mtls-migration", ids, 2)).toHaveLength(2);
  expect(nearest(ids[3] ?? "", ids)[0]).toBe(ids[3]);
});
