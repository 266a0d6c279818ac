import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { pages } from "./pages.ts";

/** Files of a page's folder, or of one in it, whose names end so, unit tests aside; none where there is no such folder. */
function filesOf(folder: string, end: string): string[] {
  const pageFolder = path.join(import.meta.dirname, folder);
  if (!existsSync(pageFolder)) return [];
  return readdirSync(pageFolder).filter((file) => file.endsWith(end) && !file.endsWith(".unit.test.ts"));
}

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** What pages have in common that only some of them need: no page itself. */
const common = ["upgrade"];

test("every folder is a page that is run, and its one test file is page.test.ts", () => {
  expect(folders.map(({ name }) => name).toSorted()).toEqual([...pages.map(({ name }) => name), ...common].toSorted());
  for (const name of common) expect([name, ...filesOf(name, ".test.ts")]).toEqual([name]);
  for (const { name } of pages) expect([name, ...filesOf(name, ".test.ts")]).toEqual([name, "page.test.ts"]);
});

test.each(pages)("$name imports each of its sections: vitest would not miss one", ({ name }) => {
  const text = readFileSync(path.join(import.meta.dirname, name, "page.test.ts"), "utf8");
  const imported = [...text.matchAll(/^import .*"\.\/sections\/(.+\.ts)";$/gm)].map(([, file]) => file);
  expect(imported.toSorted()).toEqual(filesOf(`${name}/sections`, ".ts").toSorted());
});
