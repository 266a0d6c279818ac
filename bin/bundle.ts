import { stat } from "node:fs/promises";
import path from "node:path";
import { readRunMode } from "#helpers/system/config";
import { bundleReports } from "#reporting/bundle";
import { bundle } from "./commands/reports.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run bundle`: one archive of the last run's reports, searched for secrets before it is written. */
await main(bundle, async ({ values: { out } }) => {
  const { reportsDir } = readRunMode();
  const file = path.resolve(out ?? "meshproof-reports.tar.gz");
  const files = await bundleReports(reportsDir, file);
  const { size } = await stat(file);
  print(
    `${path.relative(process.cwd(), file)}: ${files} files, ${(size / 2 ** 20).toFixed(1)} MiB, no secret found in them`,
  );
});
