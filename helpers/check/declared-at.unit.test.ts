import { expect, test } from "vitest";
import { projectDir } from "#helpers/system/paths";
import { declaredAt } from "./declared-at.ts";

const stack = (...frames: string[]) => ["Error: where", ...frames.map((frame) => `    at ${frame}`)].join("\n");

test("the first frame in a suite, and the file of tests that leads there", () => {
  const frames = [
    `documented (${projectDir}/helpers/check/documented.ts:70:5)`,
    `Suite.<anonymous> (${projectDir}/suites/page/sections/section.ts:12:3)`,
    `${projectDir}/suites/page/sections/other.ts:1:1`,
  ];
  const file = "suites/page/sections/section.ts";
  expect(declaredAt(stack(...frames))).toEqual({ at: `${file}:12`, file });
  const shared = stack(`verify (${projectDir}/suites/page/shared.ts:5:1)`, `file://${projectDir}/${file}:3:1`);
  expect(declaredAt(shared)).toEqual({ at: "suites/page/shared.ts:5", file });
});

test("nothing outside of suites", () => {
  expect(declaredAt()).toEqual({});
  expect(declaredAt(stack(`/elsewhere/suites/page/sections/a.ts:3:1`))).toEqual({});
});
