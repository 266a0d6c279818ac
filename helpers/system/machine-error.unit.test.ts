import { expect, test } from "vitest";
import { isFull, machineErrorIn } from "./machine-error.ts";

const withCode = (code: string) => Object.assign(new Error(`${code}: no`), { code });

test.each([
  ["ENOSPC", "the disk is full", true],
  ["EDQUOT", "the disk is full", true],
  ["EMFILE", "too many files are open", false],
  ["ENFILE", "too many files are open on this machine", false],
])("%s is said in words", (code, what, full) => {
  expect(machineErrorIn(withCode(code))).toMatchObject({ what, why: `${code}: no`, name: "HarnessError" });
  expect(isFull(withCode(code))).toBe(full);
});

test.each([
  ["ENOTDIR", "a file stands where a folder belongs: move it away"],
  ["EACCES", "see who owns it, and who may use it"],
])("a file that cannot be used is named: %s", (code, hint) => {
  const error = Object.assign(withCode(code), { path: "/state/scratch" });
  expect(machineErrorIn(error)).toMatchObject({ what: "cannot use /state/scratch", why: `${code}: no`, hint });
});

test.each([withCode("ENOENT"), withCode("EACCES"), new Error("no"), undefined, "EMFILE", { code: 5 }])(
  "%j is none",
  (error) => {
    expect(machineErrorIn(error)).toBeUndefined();
  },
);
