import { parseArgs } from "node:util";
import { HarnessError, messageOf } from "#helpers/errors";
import { loadCatalogue } from "./catalogue.ts";
import { collectDeclarations } from "./collect.ts";
import { listJson, listText } from "./list-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run list`: every block of the documents and what answers for it; `-- --json` as data. */
await main(async () => {
  const json = readArguments();
  const [pages, checks] = await Promise.all([loadCatalogue(), collectDeclarations()]);
  print(json ? listJson(pages, checks) : listText(pages, checks));
});

function readArguments(): boolean {
  try {
    return parseArgs({ options: { json: { type: "boolean", default: false } } }).values.json;
  } catch (cause) {
    throw new HarnessError("`npm run list` does not take that", {
      why: messageOf(cause),
      hint: "npm run list, or npm run -s list -- --json",
      cause,
    });
  }
}
