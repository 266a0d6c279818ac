import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { CataloguePage } from "#helpers/catalogue/index";
import { titleOf } from "#helpers/catalogue/blocks";
import { HarnessError, messageOf } from "#helpers/system/errors";

/** A file that was recognised as a newer copy of a page. */
export interface Copy {
  page: CataloguePage;
  /** Relative to the folder that was given. */
  file: string;
  text: string;
}

/** The better of two files for a page is the one that is recognised by the lower rank. */
type Rank = 1 | 2 | 3;

/**
 * Looks for copies of the catalogued pages in a folder and below it: by the name of the catalogued copy (`000_…`),
 * else by the page's title, else by a file or folder of the page's name, as in a checkout of the site's source.
 * @throws HarnessError when the folder cannot be read, holds no page, or two copies of one
 */
export async function findCopies(folder: string, pages: readonly CataloguePage[]): Promise<Copy[]> {
  const candidates = await readTexts(folder);
  const copies = pages.flatMap((page) => copyOf(page, candidates));
  if (copies.length > 0) return copies;
  throw new HarnessError(`there is no copy of a catalogued page in ${folder}`, {
    why: `${candidates.length} text files were looked at`,
    hint: `name a file ${pages[0]?.copy}_….txt or ${pages[0]?.id}.md, or keep the page's title in it`,
  });
}

function copyOf(page: CataloguePage, candidates: readonly { file: string; text: string }[]): Copy[] {
  const ranked = candidates.map((candidate) => ({ ...candidate, rank: rankOf(page, candidate) }));
  for (const rank of [1, 2, 3]) {
    const [found, ...others] = ranked.filter((candidate) => candidate.rank === rank);
    if (found && others.length === 0) return [{ page, file: found.file, text: found.text }];
    if (found) {
      throw new HarnessError(`the folder has more than one copy of "${page.title}"`, {
        why: [found, ...others].map(({ file }) => file).join(", "),
        hint: "give a folder with one edition and one language",
      });
    }
  }
  return [];
}

function rankOf(page: CataloguePage, { file, text }: { file: string; text: string }): Rank | undefined {
  const { dir, name } = path.parse(file);
  if (name === page.copy || name.startsWith(`${page.copy}_`)) return 1;
  const title = titleOf(text);
  if (title !== undefined && page.titles.includes(title)) return 2;
  if (name === page.id || (path.basename(dir) === page.id && /^_?index$/.test(name))) return 3;
  return undefined;
}

async function readTexts(folder: string): Promise<{ file: string; text: string }[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && /\.(md|markdown|txt)$/i.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    return await Promise.all(
      files.map(async (file) => ({ file: path.relative(folder, file), text: await readFile(file, "utf8") })),
    );
  } catch (cause) {
    throw new HarnessError(`cannot read the folder ${folder}`, {
      why: messageOf(cause),
      hint: "give a folder with copies of the pages",
      cause,
    });
  }
}
