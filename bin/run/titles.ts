import type { CataloguePage } from "#helpers/catalogue/index";

/** How pages and sections are called on the console, by `<page>` and `<page>/<section>`. */
export type Titles = Map<string, { title: string; url?: string }>;

export function titlesOf(pages: readonly { name: string; title: string; url: string }[]): Titles {
  return new Map(pages.map(({ name, title, url }) => [name, { title, url }]));
}

/** Adds the documents' own headings, once the catalogue is read. */
export function addSectionTitles(titles: Titles, catalogue: readonly CataloguePage[]): void {
  for (const { id, sections } of catalogue)
    for (const { slug, title } of sections) titles.set(`${id}/${slug}`, { title });
}
