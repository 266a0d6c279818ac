import { HarnessError } from "#helpers/errors";
import { loadCatalogue } from "./catalogue.ts";
import { collectDeclarations } from "./collect.ts";
import { explainText } from "./explain-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run explain -- <id>`: what a block or check is, what it maps to, how to see it by hand. */
await main(async () => {
  const [id, ...rest] = process.argv.slice(2);
  if (id === undefined || id.startsWith("-") || rest.length > 0) {
    throw new HarnessError("`npm run explain` takes one id", {
      why: id === undefined ? undefined : `got ${process.argv.slice(2).join(" ")}`,
      hint: "npm run explain -- <block, check or page>; npm run list shows every id",
    });
  }
  const [pages, checks] = await Promise.all([loadCatalogue(), collectDeclarations()]);
  print(explainText(id, { pages, checks }));
});
