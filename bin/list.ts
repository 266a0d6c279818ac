import { loadCatalogue } from "./catalogue.ts";
import { collectDeclarations } from "./collect.ts";
import { list } from "./commands/catalogue.ts";
import { listJson, listText } from "./list-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run list`: every block of the documents and what answers for it; `-- --json` as data. */
await main(list, async ({ values: { json } }) => {
  const [pages, checks] = await Promise.all([loadCatalogue(), collectDeclarations()]);
  print(json ? listJson(pages, checks) : listText(pages, checks));
});
