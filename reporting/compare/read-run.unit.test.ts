import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import { sampleCheck, sampleRun } from "../samples.ts";
import { parseRun, readRun } from "./read-run.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "meshproof-compare-"));
});
afterEach(() => rm(folder, { recursive: true }));

const whole = JSON.stringify(sampleRun());

test("a run is read from its file, or from its reports folder", async () => {
  const file = path.join(folder, "conformance.json");
  await writeFile(file, whole);
  expect(await readRun(file)).toEqual({ run: sampleRun(), source: file });
  expect(await readRun(folder)).toEqual({ run: sampleRun(), source: file });
});

test("fields of a record before version 1.4 are read by the names of today", () => {
  const mutants = [{ name: "no policy", says: "200" }];
  const said = [{ kind: "tls", name: "curl", values: ["TLSv1.3"] }];
  const earlier = { ...sampleRun(), schemaVersion: "1.3", checks: [{ ...sampleCheck(), mutants, said }] };
  const [check] = parseRun(JSON.stringify(earlier), "a.json").checks;
  expect(check).toEqual(sampleCheck({ mutants: [{ name: "no policy", failsWith: "200" }], answers: said }));
});

test("nothing in it acts upon a terminal", () => {
  const run = parseRun(whole.replace("kind cluster meshproof", "\\u001b[31mred"), "a.json");
  expect(run.target).toBe("red");
});

describe("one clear error for", () => {
  test.each<[string, string, RegExp]>([
    ["a file that is cut off", whole.slice(0, 500), /^a\.json is cut off, or was changed\n.*it has 500 characters\n/],
    ["an empty file", "", /^a\.json is no JSON\n/],
    ["a file that is no JSON", "<html>", /^a\.json is no JSON\n/],
    [
      "another schema",
      '{"schema":"meshproof/v2"}',
      /^a\.json is no record of a run .*\n.*its schema is "meshproof\/v2", "meshproof\/v1" is known\n/,
    ],
    ["something else in JSON", "[]", /no record of a run .*\n.*the whole: /],
    ["no schema at all", "{}", /its schema is not told, /],
    ["many faults at once", '{"schema":"meshproof/v1"}', /startedAt: .*\n +finishedAt: .*\n.*\n +and \d+ more\n/],
  ])("%s", (_name, text, message) => {
    expect(() => parseRun(text, "a.json")).toThrow(HarnessError);
    expect(() => parseRun(text, "a.json")).toThrow(message);
  });

  test.each([
    ["a file that is missing", () => path.join(folder, "none.json"), /cannot read the run .*none\.json\n.*ENOENT/],
    ["a folder without a run", () => folder, /cannot read the run .*conformance\.json\n.*ENOENT/],
  ])("%s", async (_name, given, message) => {
    await expect(readRun(given())).rejects.toThrow(message);
    await expect(readRun(given())).rejects.toThrow(/do: {2}give a run's reports folder/);
  });
});
