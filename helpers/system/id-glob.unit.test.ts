import { expect, test } from "vitest";
import { isGlob, matchesId } from "./id-glob.ts";

const ids = ["a/cleanup/one", "a/cleanup/one-more", "a/tls/one", "b/cleanup/one"];

test.each([
  ["a/cleanup/one", ["a/cleanup/one"]],
  ["a/**", ["a/cleanup/one", "a/cleanup/one-more", "a/tls/one"]],
  ["*/cleanup/*", ["a/cleanup/one", "a/cleanup/one-more", "b/cleanup/one"]],
  ["**/one", ["a/cleanup/one", "a/tls/one", "b/cleanup/one"]],
  ["?/t*/one", ["a/tls/one"]],
  ["a/*", []],
  ["cleanup", []],
  [".*", []],
])("%s", (wanted, matched) => expect(ids.filter((id) => matchesId(wanted, id))).toEqual(matched));

test("an id without * and ? is one check's", () => {
  expect(["a/b/c", "a/**", "a/?/c"].map(isGlob)).toEqual([false, true, true]);
});
