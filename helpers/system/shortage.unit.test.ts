import { expect, test } from "vitest";
import { isFull, shortageIn } from "./shortage.ts";

const withCode = (code: string) => Object.assign(new Error(`${code}: no`), { code });

test.each([
  ["ENOSPC", "the disk is full", true],
  ["EDQUOT", "the disk is full", true],
  ["EMFILE", "too many files are open", false],
  ["ENFILE", "too many files are open on this machine", false],
])("%s is said in words", (code, what, full) => {
  expect(shortageIn(withCode(code))).toMatchObject({ what, why: `${code}: no`, name: "HarnessError" });
  expect(isFull(withCode(code))).toBe(full);
});

test.each([withCode("ENOENT"), new Error("no"), undefined, "EMFILE", { code: 5 }])("%j is none", (error) => {
  expect(shortageIn(error)).toBeUndefined();
});
