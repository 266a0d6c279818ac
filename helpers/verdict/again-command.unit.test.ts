import { expect, test } from "vitest";
import { againCommand } from "./again-command.ts";

test("a check is run alone by its id, which needs no quotes", () => {
  expect(againCommand({ id: "page/section/check" })).toBe("npm test -- --id page/section/check");
});

test("a check that takes the mesh away needs to be asked for", () => {
  expect(againCommand({ id: "page/cleanup/all", file: "suites/uninstall/sections/uninstall.ts" })).toBe(
    "npm test -- --id page/cleanup/all --with-uninstall",
  );
});
