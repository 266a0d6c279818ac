import { describe, expect, test } from "vitest";
import type { CheckRecord, RecordedAnswer } from "#helpers/verdict/record";
import { sampleCheck, sampleRun } from "../samples.ts";
import type { Expected } from "./comparison.ts";
import { answerDifference } from "./answer-difference.ts";

const answer = (...values: string[]): RecordedAnswer => ({ kind: "http-header", name: "curl", values });
const check = (id: string, ...record: RecordedAnswer[]): CheckRecord =>
  sampleCheck({ id: `page-one/a/${id}`, answers: record });
const difference = (old: CheckRecord[], fresh: CheckRecord[], expected: Expected[] = [], internet = {}) =>
  answerDifference(sampleRun({ checks: old }), sampleRun({ checks: fresh, ...internet }), expected);

test("values that only one of the runs has are told, and those of both are not", () => {
  const { answers: found } = difference(
    [check("x", answer("via: a", "server: envoy"))],
    [check("x", answer("server: istio-envoy", "via: a"))],
  );
  expect(found).toEqual([
    {
      kind: "http-header",
      was: ["server: envoy"],
      now: ["server: istio-envoy"],
      where: [{ check: "page-one/a/x", name: "curl" }],
    },
  ]);
});

test("one difference in many checks is told once, with all of its places", () => {
  const [old, fresh] = [answer("server: a"), answer("server: b")].map((each) =>
    ["x", "y"].map((id) => check(id, each)),
  );
  const { answers: found } = difference(old!, fresh!);
  expect(found).toHaveLength(1);
  expect(found[0]!.where.map((each) => each.check)).toEqual(["page-one/a/x", "page-one/a/y"]);
});

test("the order of the answers is no difference", () => {
  expect(difference([check("x", answer("a", "b"))], [check("x", answer("b", "a"))]).answers).toEqual([]);
});

describe("not compared", () => {
  test("is what only one of the suites asked; it is told apart", () => {
    const { answers: found, askedOnlyBy } = difference(
      [check("x", { ...answer("a"), name: "curl -I" })],
      [check("x", { ...answer("a"), name: "curl -i" })],
    );
    expect(found).toEqual([]);
    expect(askedOnlyBy).toEqual({
      old: [{ check: "page-one/a/x", kind: "http-header", name: "curl -I" }],
      new: [{ check: "page-one/a/x", kind: "http-header", name: "curl -i" }],
    });
  });

  test("is a check that does not hold in both, or that an older meshproof has no record of", () => {
    const {
      answers: found,
      held,
      recorded,
    } = difference(
      [check("x", answer("a")), { ...check("y"), answers: undefined }, check("z", answer("a"))],
      [{ ...check("x", answer("b")), verdict: "nonconformant" }, check("y", answer("b")), check("z", answer("a"))],
    );
    expect({ found, held, recorded }).toEqual({ found: [], held: 2, recorded: 1 });
  });

  test("are headers where the real internet was asked", () => {
    const { answers: found } = difference([check("x", answer("a"))], [check("x", answer("b"))], [], {
      internet: "live",
    });
    expect(found).toEqual([]);
  });
});

describe("a known difference", () => {
  const profile = { profile: "serial numbers", reason: "why", reference: "https://istio.io/" };
  const expected = [{ ...profile, kind: "serial-numbers", was: /^decimal$/, now: /^hex/ }];
  const serial = (...values: string[]): RecordedAnswer => ({ kind: "serial-numbers", name: "default", values });
  const knownFor = (was: string[], now: string[]) =>
    difference([check("x", serial(...was))], [check("x", serial(...now))], expected).answers.map(({ known }) => known);

  test("is named as such, with its reference", () => {
    expect(knownFor(["decimal"], ["hex"])).toEqual([profile]);
  });

  test.each<[string[], string[]]>([
    [["hex"], ["decimal"]],
    [["decimal"], ["hex", "no number"]],
    [["decimal"], []],
    [[], ["hex"]],
  ])("is none where one side says something else: %j, then %j", (was, now) => {
    expect(knownFor(was, now)).toEqual([undefined]);
  });

  test("comes after those that nothing explains", () => {
    const { answers: found } = difference(
      [check("x", serial("decimal"), { kind: "tls", name: "a", values: ["1"] })],
      [check("x", serial("hex"), { kind: "tls", name: "a", values: ["2"] })],
      expected,
    );
    expect(found.map(({ kind }) => kind)).toEqual(["tls", "serial-numbers"]);
  });
});
