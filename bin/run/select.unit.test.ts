import { expect, test } from "vitest";
import { found } from "./rehearsal.ts";
import { isSelected, select } from "./select.ts";

test("the selected checks, page by page", () => {
  const checks = [
    found("one/s/a"),
    found("two/s/b", false),
    found("three/s/c"),
    found("one/s/d"),
    found("one/s/e", false),
  ];
  expect(select(checks, { files: [], pattern: undefined })).toEqual([
    { page: "one", file: "/suites/one/page.test.ts", testIds: ["one/s/a", "one/s/d"] },
    { page: "three", file: "/suites/three/page.test.ts", testIds: ["three/s/c"] },
  ]);
});

test("a check is asked for by its page, by its section, or by its name", () => {
  const check = {
    paths: ["suites/egress/page.test.ts", "suites/egress/cleanup.checks.ts"],
    name: "Cleanup leaves nothing",
  };
  const asked = (files: string[], pattern?: string) => isSelected(check, { files, pattern }, "/root");
  for (const file of [
    "egress",
    "suites/egress/",
    "./suites/egress/cleanup",
    "/root/suites/egress",
    "egress/page.test.ts",
  ])
    expect(asked([file])).toBe(true);
  expect([asked([]), asked(["mtls", "egress"], "^Cleanup leaves")]).toEqual([true, true]);
  expect([asked(["mtls"]), asked(["/elsewhere/suites/egress"]), asked([], "leaves$")]).toEqual([false, false, false]);
});
