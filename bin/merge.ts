import path from "node:path";
import { readConfig } from "#helpers/system/config";
import { HarnessError } from "#helpers/system/errors";
import { projectDir } from "#helpers/system/paths";
import { merge } from "./commands/reports.ts";
import { main } from "./main.ts";
import { mergeReports } from "./merge-reports.ts";

/** `npm run merge -- <reports>…`: the reports of one run from those of its shards. Its exit code is that of the whole run. */
await main(merge, async ({ values: { out }, positionals }) => {
  const folder = path.resolve(projectDir, out ?? readConfig().reports);
  const given = positionals.map((each) => path.resolve(each));
  if (given.includes(folder))
    throw new HarnessError(`${folder} is one of the shards' own folders`, {
      hint: "write the merged reports elsewhere: --out <folder>",
    });
  return (await mergeReports(given, folder)).exitCode;
});
