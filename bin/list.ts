import path from "node:path";
import { readRunMode } from "#helpers/system/config";
import { readLastRun } from "#reporting/last-run";
import { loadCatalogue } from "./catalogue.ts";
import { list } from "./commands/catalogue.ts";
import { collectDeclarations } from "./collect.ts";
import { listJson, listText } from "./list-text.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/**
 * `npm run list`: every block of the documents, what answers for it, and what the last run said of that; `-- --json` as
 * data.
 */
await main(list, async ({ values: { json } }) => {
  const record = path.join(readRunMode().reportsDir, "conformance.json");
  const [pages, checks, lastRun] = await Promise.all([loadCatalogue(), collectDeclarations(), readLastRun(record)]);
  print(json ? listJson({ pages, checks, lastRun }) : listText({ pages, checks, lastRun }));
});
