import { loadCatalogue } from "./catalogue.ts";
import { explain } from "./commands/catalogue.ts";
import { collectDeclarations } from "./collect.ts";
import { explainText } from "./explain-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run explain -- <id>`: what a block or check is, what it maps to, how to see it by hand. */
await main(explain, async ({ positionals: [id] }) => {
  const [pages, checks] = await Promise.all([loadCatalogue(), collectDeclarations()]);
  print(explainText(id!, { pages, checks }));
});
