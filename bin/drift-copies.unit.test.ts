import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CataloguePage } from "#helpers/catalogue/index";
import { findCopies } from "./drift-copies.ts";

const pageOf = (id: string, copy: string, titles: string[]): CataloguePage => ({
  id,
  title: titles[0] ?? id,
  url: "https://example.com/",
  language: "en",
  copy,
  titles,
  suite: "planned",
  blocksInDocument: 0,
  sections: [],
  errata: [],
});
const pages = [pageOf("egress", "004", ["Egress Gateways"]), pageOf("tls", "003", ["A Guide"])];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-drift-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

const found = async () => (await findCopies(folder, pages)).map(({ page, file }) => `${page.id} ${file}`);

it("knows a copy by the number of its name, whatever else is there", async () => {
  await write({ "004_abc.txt": "text", "README.md": "# Read me", "other.md": "# A Guide" });
  expect(await found()).toEqual(["egress 004_abc.txt", "tls other.md"]);
});

it("knows a copy by its title, in front matter or as first heading", async () => {
  await write({ "a.md": "---\ntitle: Egress Gateways\n---\n", "b.txt": "# A Guide\n" });
  expect(await found()).toEqual(["egress a.md", "tls b.txt"]);
});

it("knows a copy in a checkout of the site's source by its folder", async () => {
  await write({
    "docs/tasks/egress/index.md": "---\ntitle: Renamed\n---\n",
    "docs/tasks/_index.md": "---\ntitle: Tasks\n---\n",
  });
  expect(await found()).toEqual([`egress ${path.join("docs", "tasks", "egress", "index.md")}`]);
});

it("refuses two copies of one page", async () => {
  await write({ "en/index.md": "# A Guide", "zh/index.md": "# A Guide" });
  await expect(found()).rejects.toThrow(/more than one copy of "A Guide"[\s\S]*en\/index.md, zh\/index.md/);
});

it("refuses a folder without any page, and one that is not there", async () => {
  await write({ "notes.md": "# Notes" });
  await expect(found()).rejects.toThrow(/no copy of a catalogued page/);
  await expect(findCopies(path.join(folder, "gone"), pages)).rejects.toThrow(
    /cannot read the folder .*gone\n {2}why: ENOENT/,
  );
});
