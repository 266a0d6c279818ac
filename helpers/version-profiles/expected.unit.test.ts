import { describe, expect, test } from "vitest";
import { normalisedLine } from "#helpers/probes/record-answers";
import { recorded } from "#helpers/probes/recorded/read";
import { expectedBetween } from "./expected.ts";
import { versionProfiles } from "./table.ts";

const at = (istio: string, kubernetes = "v1.34.10") => ({ istio, kubernetes });
const names = (...versions: [Parameters<typeof expectedBetween>[0], Parameters<typeof expectedBetween>[1]]) =>
  expectedBetween(...versions).map(({ profile }) => profile);

test.each([
  [at("1.30 (commit 9739e10eb9d7, 2026-08-26)"), at("1.31 (commit eed52ebb66ad, 2026-08-27)"), []],
  [at("1.28.0"), at("1.31.0"), ["serial numbers"]],
  [at("1.31.0"), at("1.28.0"), ["serial numbers"]],
  [at("1.26.4"), at("1.31.0"), ["native sidecars", "serial numbers"]],
  [at("1.31.0", "v1.32.0"), at("1.31.0"), ["native sidecars"]],
  [at("1.8.0"), at("1.31.0"), ["native sidecars", "serial numbers", "access log"]],
])("from %j to %j: %j", (old, fresh, profiles) => {
  expect(names(old, fresh)).toEqual(profiles);
});

test("the reason is the newer version's, whichever of the runs has it", () => {
  const [forth, back] = [expectedBetween(at("1.28.0"), at("1.31.0")), expectedBetween(at("1.31.0"), at("1.28.0"))];
  expect(forth[0]?.reference).toBe("https://github.com/istio/istio/pull/58449");
  expect(back[0]?.reference).toBe(forth[0]?.reference);
  expect(back[0]?.was).toEqual(forth[0]?.now);
});

describe("what a row of the access log's profile expects is what that version writes", () => {
  const profile = versionProfiles.find(({ name }) => name === "access log")!;
  const rowFor = (line: string) => profile.rows.findIndex(({ answers }) => answers?.like.test(normalisedLine(line)));

  test.each([
    ["1.31-eed52ebb66ad", 0],
    ["2024-01", 0],
    ["2019-09-to-2020-03", 1],
    ["2019-01", 2],
  ])("%s", (version, row) => {
    const lines = recorded(`envoy/${version}-access-log.txt`).trim().split("\n");
    expect(lines.map(rowFor)).toEqual(lines.map(() => row));
  });
});
