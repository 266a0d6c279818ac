import { expect, test } from "vitest";
import { againCommand } from "./again-command.ts";

test("what means something to a shell or to a pattern becomes a dot", () => {
  const title = 'it\'s `so` (really): $HOME, a|b, [x], "y"!';
  const command = againCommand({ page: "page", title });
  expect(command).toBe("npm test -- suites/page/ -t 'it.s .so. .really.: .HOME, a.b, .x., .y..$'");
  const pattern = new RegExp(/-t '(.*)'$/.exec(command)![1]!);
  expect(pattern.test(`Before ${title}`)).toBe(true);
  expect(pattern.test(`${title} and more`)).toBe(false);
});

test("of the file that it is run by, where that is known: two files may have checks of one title", () => {
  expect(againCommand({ page: "page", file: "suites/page/a.checks.ts", title: "so" })).toBe(
    "npm test -- suites/page/a.checks.ts -t 'so$'",
  );
});

test("a check that takes the mesh away needs to be asked for", () => {
  expect(againCommand({ page: "page", file: "suites/uninstall/uninstall.checks.ts", title: "so" })).toBe(
    "npm test -- suites/uninstall/uninstall.checks.ts --with-uninstall -t 'so$'",
  );
});
