import { expect, test } from "vitest";
import { firstPages, runPages, sideBySide } from "./schedule.ts";

test("documents run side by side, mesh-wide ones alone and last", async () => {
  const pages = ["mesh-1", "a", "b", "mesh-2", "c", "d"].map((name) => ({
    name,
    meshWide: name.startsWith("mesh"),
    touches: [],
  }));
  const running = new Set<string>();
  const seen: string[][] = [];
  await runPages(pages, async ({ name }) => {
    running.add(name);
    seen.push([...running]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running.delete(name);
  });
  expect(seen.map((together) => together.at(-1))).toEqual(["a", "b", "c", "d", "mesh-1", "mesh-2"]);
  expect(Math.max(...seen.map(({ length }) => length))).toBe(sideBySide);
  expect(seen.filter((together) => together.some((name) => name.startsWith("mesh")))).toEqual([["mesh-1"], ["mesh-2"]]);
});

test("the page with the most checks begins, so that it does not end alone", async () => {
  const pages = [2, 16, 38, 18].map((checks) => ({ name: String(checks), meshWide: false, touches: [], checks }));
  const begun: string[] = [];
  await runPages(pages, ({ name }) => Promise.resolve(void begun.push(name)));
  expect(begun).toEqual(["38", "18", "16", "2"]);
});

test("pages that touch the same thing never run side by side", async () => {
  const pages = [
    { name: "a", meshWide: false, touches: ["test", "default/curl"] },
    { name: "b", meshWide: false, touches: ["test"] },
    { name: "c", meshWide: false, touches: ["foo"] },
  ];
  const running = new Set<string>();
  const together: string[] = [];
  await runPages(pages, async ({ name }) => {
    running.add(name);
    together.push([...running].sort().join("+"));
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(name);
  });
  expect(together).toContain("a+c");
  expect(together).not.toContain("a+b");
  expect(together.join()).toContain("b");
});

test("those that begin at once are known beforehand", async () => {
  const page = (name: string, checks: number, touches: string[] = [], meshWide = false) => ({
    name,
    checks,
    touches,
    meshWide,
  });
  const names = (...given: Parameters<typeof firstPages>) =>
    firstPages(...given).map((of) => (of as { name?: string }).name);
  const pages = [page("mesh", 99, [], true), page("a", 2), page("b", 9, ["foo"]), page("c", 5, ["foo"])];
  expect(names(pages)).toEqual(["b", "a"]);
  expect(names(pages, 1)).toEqual(["b"]);
  expect(names(pages.slice(0, 1))).toEqual(["mesh"]);
  expect(names([])).toEqual([]);
});
