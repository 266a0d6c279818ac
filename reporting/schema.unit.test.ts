import { describe, expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { RunRecord } from "#helpers/verdict";
import { sampleCheck, sampleRun } from "./samples.ts";
import { runSchema } from "./schema.ts";

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
        diagnosis: { cause: "c", file: "f" },
        converged: 12.5,
        held: 60,
        unstable: { sequence: "✓✗", right: 1, wrong: 1, kinds: [{ what: "503", count: 1, right: false }] },
        said: [{ kind: "http-header", name: "curl", values: ["server: envoy"] }],
        repeats: { verdicts: ["conformant", "flaky"], converged: [3] },
        stack: "s",
      }),
    ],
    repeats: { done: 1, asked: 2 },
    deselected: ["page-one/a/b"],
    failures: [{ what: "w", why: "y", hint: "h" }],
    pages: [{ id: "page-one", title: "One", url: "https://istio.io/", sections: [{ slug: "a", title: "A" }] }],
    errata: [{ id: "e", page: "page-one", text: "t" }],
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
