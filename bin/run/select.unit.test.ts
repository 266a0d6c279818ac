import { expect, test } from "vitest";
import { found } from "./run-without-cluster.ts";
import { isSelected, select } from "./select.ts";

test("the selected checks, page by page", () => {
  const checks = [
    found("one/s/a"),
    found("two/s/b", false),
    found("three/s/c"),
    found("one/s/d"),
    found("one/s/e", false),
  ];
  expect(select(checks, { ids: [], files: [], pattern: undefined })).toEqual([
    { page: "one", file: "/suites/one/page.test.ts", testIds: ["one/s/a", "one/s/d"] },
    { page: "three", file: "/suites/three/page.test.ts", testIds: ["three/s/c"] },
  ]);
});

test("a check is asked for by its page, by its section, or by its name", () => {
  const check = {
    declaration: { id: "egress/cleanup/nothing" },
    paths: ["suites/egress/page.test.ts", "suites/egress/sections/cleanup.ts"],
    name: "Cleanup leaves nothing",
  };
  const asked = (files: string[], pattern?: string) => isSelected(check, { ids: [], files, pattern }, "/root");
  for (const file of [
    "egress",
    "suites/egress/",
    "./suites/egress/sections/cleanup",
    "/root/suites/egress",
    "egress/page.test.ts",
  ])
    expect(asked([file])).toBe(true);
  expect([asked([]), asked(["mtls", "egress"], "^Cleanup leaves")]).toEqual([true, true]);
  expect([asked(["mtls"]), asked(["/elsewhere/suites/egress"]), asked([], "leaves$")]).toEqual([false, false, false]);
});

test("a check is asked for by its id, beside which a path and a name choose further", () => {
  const check = {
    declaration: { id: "egress/cleanup/nothing" },
    paths: ["suites/egress/page.test.ts"],
    name: "leaves",
  };
  const asked = (ids: string[], files: string[] = [], pattern?: string) =>
    isSelected(check, { ids, files, pattern }, "/root");
  expect([asked(["a/b/c", "egress/cleanup/nothing"]), asked(["*/cleanup/*"], ["egress"], "^leaves$")]).toEqual([
    true,
    true,
  ]);
  expect([asked(["egress"]), asked(["egress/**"], ["mtls"]), asked(["egress/**"], [], "zzz")]).toEqual([
    false,
    false,
    false,
  ]);
});

test("an id that no check has is refused with the nearest, also beside one that some check has", () => {
  const checks = [found("one/cleanup/a"), found("two/cleanup/b")];
  const choose = (...ids: string[]) => select(checks, { ids, files: [], pattern: undefined });
  expect(() => choose("one/cleanup/a", "two/cleanup/bb")).toThrow(
    /there is no check two\/cleanup\/bb\n.*nearest are two\/cleanup\/b/,
  );
  expect(() => choose("three/**")).toThrow(/no check's id matches three\/\*\*\n {2}do:/);
  expect(choose("*/cleanup/a")).toHaveLength(2);
});
