import { expect, test } from "vitest";
import { agreement, spread } from "./agreement.ts";
import { agreementText } from "./agreement-text.ts";
import { sampleCheck } from "./samples.ts";

const held = sampleCheck({ converged: 40 });
const failed = sampleCheck({ verdict: "nonconformant", reason: "got an answer", observed: "200", converged: 900 });
const unclear = sampleCheck({ verdict: "inconclusive", reason: "no pod" });

test("repeats that agree keep their verdict", () => {
  const [check] = agreement([[held], [{ ...held, converged: 0 }], [held]]);
  expect(check).toEqual({
    ...held,
    repeats: { verdicts: ["conformant", "conformant", "conformant"], converged: [40, 0, 40] },
  });
  expect(agreement([[failed], [failed]])[0]).toMatchObject({ verdict: "nonconformant", reason: "got an answer" });
});

test("one repeat that disagrees makes a check flaky, and it is the worst one's words that it has", () => {
  const [check] = agreement([[held], [unclear], [failed], [held], [held]]);
  expect(check).toMatchObject({
    verdict: "flaky",
    reason: "3 of 5 repeats conformant, 1 nonconformant, 1 inconclusive; repeat 3 is nonconformant: got an answer",
    observed: "200",
    repeats: { converged: [40, 40, 40] },
  });
});

test("checks stay apart, and one that a repeat lost is no less counted", () => {
  const other = sampleCheck({ id: "page-one/outside/other" });
  const checks = agreement([[held, other], [held]]);
  expect(checks.map(({ id, repeats }) => [id, repeats?.verdicts.length])).toEqual([
    [held.id, 2],
    [other.id, 1],
  ]);
});

test("the spread of times", () => {
  expect(spread([])).toBeUndefined();
  expect(spread([7])).toEqual({ least: 7, middle: 7, most: 7 });
  expect(spread([300, 5, 20, 10])).toEqual({ least: 5, middle: 10, most: 300 });
});

test("the table says of each check how often it agreed, and how long it took to converge", () => {
  const other = sampleCheck({ id: "page-two/x/waits-for-nothing", page: "page-two", title: "waits for nothing" });
  const text = agreementText(
    agreement([
      [held, other],
      [failed, other],
      [held, other],
    ]),
  );
  expect(text).toBe(
    `agreement of the repeats; converged: least, middle and most milliseconds until a claim held for good
  page-one
    2/3       40     40     40  plain http on 8080 is reset
  page-two
    3/3        -      -      -  waits for nothing`,
  );
});

test("a run without repeats has no such table", () => {
  expect(agreementText([held])).toBe("");
});
