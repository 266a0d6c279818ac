import { expect, test } from "vitest";
import { likelySelection } from "./select.ts";

const pages = [
  { name: "egress-gateway", sections: ["before-you-begin", "cleanup"] },
  { name: "mtls-migration", sections: ["cleanup"] },
];
const likely = (...files: string[]) => likelySelection({ files, pattern: undefined }, pages, "/root");

test("paths alone tell what a run selects: whole pages, or some of their sections", () => {
  expect(likely("suites/egress-gateway/")).toEqual([
    {
      project: "egress-gateway",
      files: ["before-you-begin", "cleanup"].map((name) => `/root/suites/egress-gateway/${name}.test.ts`),
      checks: 2,
    },
  ]);
  expect(likely("cleanup").map(({ project, checks }) => [project, checks])).toEqual([
    ["egress-gateway", 1],
    ["mtls-migration", 1],
  ]);
  expect(likely("no-such-page")).toEqual([]);
});

test("nothing is likely where only the suites can tell", () => {
  expect(likely()).toEqual([]);
  expect(likelySelection({ files: ["egress-gateway"], pattern: "Envoy" }, pages, "/root")).toEqual([]);
});
