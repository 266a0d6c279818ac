import { expect, test } from "vitest";
import { licencesIn, licencesPage } from "./licences.ts";

const component = (name: string, licenses?: object[]) => ({
  type: "library",
  name,
  version: "1",
  ...(licenses && { licenses }),
});
const json = JSON.stringify({
  bomFormat: "CycloneDX",
  components: [
    component("a", [{ license: { id: "MIT" } }]),
    component("b", [{ license: { id: "MIT" } }]),
    component("c", [{ expression: "Apache-2.0 OR MIT" }]),
    component("d", [{ license: { name: "GPL|odd" } }, { license: { id: "BSD-3-Clause" } }]),
    component("e"),
    component("f", [{ license: { name: "sha256:0123" } }]),
    { type: "file", name: "/bin/sh" },
  ],
});

test("libraries are counted by licence; files are none", () => {
  expect(licencesIn(json)).toEqual([
    ["MIT", 2],
    ["Apache-2.0 OR MIT", 1],
    ["BSD-3-Clause", 1],
    ["GPL|odd", 1],
    ["a text without a name", 1],
    ["not told", 1],
  ]);
});

test("a licence's name cannot break the table", () => {
  expect(licencesPage([{ name: "npm", json }])).toContain("| GPL\\|odd | 1 |");
});

test("what is no CycloneDX document is refused", () => {
  expect(() => licencesIn('{"bomFormat":"SPDX"}')).toThrow();
});
