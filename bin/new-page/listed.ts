import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import type { NewPage } from "./files.ts";
import { appliedBy, resourceOf } from "./objects.ts";
import type { NewDocument } from "./read-document.ts";

/** The page that is last in the list, since nothing can be run after it. */
const last = '  {\n    name: "uninstall",';

/** Writes a new page into suites/pages.ts. @throws HarnessError where the list is not as it was */
export async function listed(page: NewPage, document: NewDocument, root = projectDir): Promise<void> {
  const file = path.join(root, "suites/pages.ts");
  const text = await readFile(file, "utf8");
  if (!text.includes(last))
    throw new HarnessError("suites/pages.ts does not end with the page `uninstall`", {
      hint: `write the page ${page.id} into the list by hand`,
    });
  await writeFile(file, text.replace(last, `${entryOf(page, document)}${last}`));
}

function entryOf({ id, url }: NewPage, { title, sections }: NewDocument): string {
  const blocks = sections.flatMap((section) => section.blocks);
  const objects = blocks.flatMap(appliedBy).flatMap((applied) => applied.objects);
  const resources = [...new Set(objects.map(resourceOf))];
  return `  {
    name: ${JSON.stringify(id)},
    seconds: 30,
    title: ${JSON.stringify(title)},
    url: ${JSON.stringify(url)},
    meshWide: false,
    // What it makes or changes: "a-namespace", "default/a-name", or one object as an inventory names it.
    resources: ${JSON.stringify(resources)},
  },
`;
}
