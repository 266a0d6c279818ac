import { expect, test } from "vitest";
import { findProgram } from "#fixtures/engine/machine";
import { conformanceReport } from "#reporting/export/gateway-api";
import { sampleRun } from "#reporting/samples";
import { assertReadByGatewayApi } from "./gateway-api-types.ts";

/** The first time the program is built, beside all that `npm run check` does. */
const slow = { timeout: 400_000 };
const go = await findProgram("go");
const versions = { ...sampleRun().versions!, gatewayApi: "v1.5.1 (experimental)" };
const report = () => conformanceReport(sampleRun({ versions }), ["@someone"]);

test("the export is read by Gateway API's own Go types, field by field", slow, async (context) => {
  context.skip(go === undefined, "there is no Go on this machine, and the types are Go's");
  const read = await assertReadByGatewayApi(report());
  expect(read).toMatchObject({
    kind: "ConformanceReport",
    gatewayAPIVersion: "v1.5.1",
    gatewayAPIChannel: "experimental",
    implementation: { project: "istio", contact: ["@someone"] },
    profiles: [
      { name: "page-one", core: { result: "failure", statistics: { Passed: 1, Skipped: 0, Failed: 2 } } },
      { name: "page-two", core: { result: "partial", skippedTests: ["page-two/all/policy"] } },
    ],
  });
});

test.each([
  ["a field that the form does not have", (text: string) => `${text}extra: 1\n`, "extra"],
  ["another kind", (text: string) => text.replace("kind: ConformanceReport", "kind: Report"), "not gateway.networking"],
  ["a result that is none", (text: string) => text.replace("result: partial", "result: perhaps"), "perhaps"],
  ["numbers that count nothing", (text: string) => text.replace("Failed: 2", "Failed: 3"), "do not count"],
  ["a date that is none", (text: string) => text.replace(/date: .*/, "date: today"), "today"],
])("it is refused with %s", slow, async (_name, change, why) => {
  if (go === undefined) return;
  await expect(assertReadByGatewayApi(change(report()))).rejects.toThrow(why);
});
