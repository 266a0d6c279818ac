import { expect, test } from "vitest";
import { inOrder } from "./page-order.ts";

const page = (name: string, resources: string[] = [], meshWide = false) => ({ name, resources, meshWide });
const file = (name: string, checks?: number) => ({
  moduleId: `/root/suites/${name}/page.test.ts`,
  testIds: checks === undefined ? undefined : Array.from({ length: checks }, String),
});
const order = (files: ReturnType<typeof file>[], pages: ReturnType<typeof page>[]) =>
  inOrder(files, pages).map(({ moduleId }) => moduleId.split("/").at(-2));

test("the longest page begins, whoever meets it comes after the others, mesh-wide ones last", () => {
  const pages = [
    { ...page("removal", [], true), removesMesh: true as const },
    page("wide", [], true),
    page("meets", ["default/curl"]),
    page("short"),
    page("longest", ["default/curl"]),
    page("long"),
  ];
  const files = [file("removal", 99), file("wide", 98), file("meets", 20), file("short", 2), file("longest", 38)];
  expect(order([...files, file("long", 18)], pages)).toEqual(["longest", "long", "short", "meets", "wide", "removal"]);
});

test("files that are no page's, and pages of which no selection is known, stay as they are", () => {
  expect(order([file("b"), file("a"), file("c")], [page("a"), page("b")])).toEqual(["b", "a", "c"]);
});
