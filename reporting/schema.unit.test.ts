import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { projectDir } from "#helpers/system/paths";
import type { RunRecord } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "./samples.ts";
import { runSchema } from "./schema.ts";
import { jsonSchema, withFields } from "./schema-json.ts";

/** As it comes out of a file. */
const asJson = (run: object) => JSON.parse(JSON.stringify(run)) as unknown;

/** A run with every field that a record may have. */
function wholeRun(): RunRecord {
  return sampleRun({
    checks: [
      ...sampleRun().checks,
      sampleCheck({
        id: "page-one/all/fields",
        reason: "r",
        observed: "o",
        hint: "h",
        at: "a.test.ts:1",
        file: "a.test.ts",
        control: { what: "w", expected: "200", observed: "503" },
        startedAt: "2026-01-02T03:04:06.000Z",
        finishedAt: "2026-01-02T03:04:07.000Z",
        setUp: { startedAt: "2026-01-02T03:04:05.500Z", ms: 500 },
        diagnosis: { cause: "c", rule: "r", object: "o", file: "f", ms: 300 },
        converged: 12.5,
        held: 60,
        asked: 75,
        unstable: { sequence: "✓✗", right: 1, wrong: 1, kinds: [{ what: "503", count: 1, right: false }] },
        answers: [{ kind: "http-header", name: "curl", values: ["server: envoy"] }],
        repeats: { verdicts: ["conformant", "flaky"], converged: [3] },
        stack: "s",
      }),
    ],
    schemaVersion: "1.1",
    tool: { name: "meshproof", version: "0.1.0", commit: "abc", changed: true },
    host: { os: "Linux 6", arch: "x64", cpus: 2, memoryBytes: 8, node: "20.19.0" },
    settings: { internet: "live", keep: false, repeat: 2 },
    filter: { ids: ["a/**"], files: ["suites/page-one"], pattern: "a" },
    totals: { conformant: 2, nonconformant: 1, inconclusive: 1, flaky: 0, skipped: 1, deselected: 1, failures: 1 },
    causes: [{ cause: "c", object: "o", checks: ["page-one/all/fields"] }],
    repeats: { done: 1, asked: 2 },
    deselected: ["page-one/a/b"],
    failures: [{ what: "w", why: "y", hint: "h" }],
    pages: [
      {
        id: "page-one",
        title: "One",
        url: "https://istio.io/",
        sections: [{ slug: "a", title: "A", anchor: "a" }],
        edition: { language: "en", copy: "000", sha256: "ab" },
        blocks: [{ id: "page-one/a/1", lines: [1, 2], sha256: "cd", byHand: ["kubectl get pods"] }],
      },
    ],
    errata: [{ id: "e", page: "page-one", text: "t", blocks: ["page-one/a/1"] }],
    steps: [{ name: "cluster", ms: 5, startedAt: "2026-01-02T03:04:05.000Z" }],
  });
}

test("the schema and the type RunRecord agree", () => {
  expectTypeOf<z.infer<typeof runSchema>>().toEqualTypeOf<RunRecord>();
});

describe("what is taken", () => {
  test.each([
    ["a run with every field", wholeRun()],
    ["a run that never came to a target", sampleRun({ versions: null, checks: [] })],
  ])("%s, and nothing is lost", (_name, run) => {
    expect(runSchema.parse(asJson(run))).toEqual(run);
  });

  test("a newer one of the same schema: fields that are not known are left out", () => {
    const [first, ...others] = wholeRun().checks;
    const newer = {
      ...wholeRun(),
      schema: "meshproof/v1.3",
      weather: "fine",
      checks: [{ ...first, seen: 60 }, ...others],
    };
    expect(runSchema.parse(asJson(newer))).toEqual(wholeRun());
  });
});

describe("what is not", () => {
  test.each<[string, object, (string | number)[]]>([
    ["another schema", { schema: "meshproof/v2" }, ["schema"]],
    ["a verdict that is none", { checks: [{ ...sampleCheck(), verdict: "passed" }] }, ["checks", 0, "verdict"]],
    ["a check without an id", { checks: [{ ...sampleCheck(), id: undefined }] }, ["checks", 0, "id"]],
    ["a run without its failures", { failures: undefined }, ["failures"]],
  ])("%s", (_name, changes, path) => {
    const parsed = runSchema.safeParse(asJson({ ...sampleRun(), ...changes }));
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([path]);
  });
});

describe("the published JSON Schema", () => {
  const docs = (name: string) => readFile(path.join(projectDir, "docs", name), "utf8");

  test("is the one that the code has, and the page about it knows each field: else run `npm run schema`", async () => {
    expect(await docs("conformance.schema.json")).toBe(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
    const page = await docs("conformance-json.md");
    expect(page).toBe(withFields(page));
    expect(page).toContain("| `checks[].diagnosis.object` | string |  | The object that it names");
  });

  test("says of every field what it is", () => {
    const unnamed = withFields("<!-- fields --><!-- end -->").match(/^\| .*\|  \|$/gm);
    expect(unnamed).toBeNull();
  });

  test.each([
    ["a run with every field", wholeRun(), true],
    ["one with a field of a newer version", { ...wholeRun(), weather: "fine" }, true],
    ["a run without its failures", { ...wholeRun(), failures: undefined }, false],
    ["another major version", { ...wholeRun(), schema: "meshproof/v2" }, false],
    ["a time that is none", { ...wholeRun(), startedAt: "then" }, false],
  ])("%s: read without our code", async (_name, run, valid) => {
    const published = z.fromJSONSchema(
      JSON.parse(await docs("conformance.schema.json")) as z.core.JSONSchema.JSONSchema,
    );
    expect(published.safeParse(asJson(run)).success).toBe(valid);
  });
});
