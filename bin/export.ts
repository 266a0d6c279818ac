import { writeFileAtomically } from "#helpers/system/atomic-file";
import { readRunMode } from "#helpers/system/config";
import { readRun } from "#reporting/compare/read-run";
import { conformanceReport } from "#reporting/export/gateway-api";
import { refused } from "./command-line.ts";
import { exportRun } from "./commands/reports.ts";
import { assertReadByGatewayApi } from "./gateway-api-types.ts";
import { main } from "./main.ts";
import { print } from "./print.ts";

/** `npm run export -- gateway-api [<run>]`: a run's record in another project's form. */
await main(exportRun, async ({ values: { validate, contact, out }, positionals }) => {
  const [form, given = readRunMode().reportsDir] = positionals;
  if (form !== "gateway-api")
    throw refused(exportRun.name, `\`${exportRun.name}\` has no form ${form}`, "gateway-api is one");
  const { run } = await readRun(given);
  const report = conformanceReport(run, contact.length > 0 ? contact : ["https://github.com/istio/istio/issues"]);
  if (validate) await assertReadByGatewayApi(report);
  if (out === undefined) return print(report.trimEnd());
  await writeFileAtomically(out, report);
  print(out);
});
