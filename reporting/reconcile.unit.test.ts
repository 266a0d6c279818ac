import { expect, test } from "vitest";
import { reconcile } from "./reconcile.ts";
import { sampleCheck, sampleDeclaration } from "./samples.ts";

const declared = (id: string, selected = true) => ({ declaration: sampleDeclaration({ id }), selected });
const nothing = new Set<string>();
const because = () => "a worker died";

test("every selected check is in the report, in the order of its declaration", () => {
  const { checks, failures, deselected } = reconcile(
    [declared("a"), declared("b"), declared("c")],
    [sampleCheck({ id: "c" }), sampleCheck({ id: "a" })],
    nothing,
    because,
  );
  expect(checks.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
    ["a", "conformant", undefined],
    ["b", "inconclusive", "did not run: a worker died"],
    ["c", "conformant", undefined],
  ]);
  expect([failures, deselected]).toEqual([[], []]);
});

test("what the filter left out is listed, what `.skip` left out is inconclusive", () => {
  const { checks, deselected } = reconcile([declared("a", false), declared("b")], [], new Set(["a", "b"]), because);
  expect(deselected).toEqual(["a"]);
  expect(checks).toMatchObject([
    { id: "b", verdict: "inconclusive", reason: expect.stringContaining("`.skip`") as string },
  ]);
});

test("a verdict of a check that nobody expected is kept", () => {
  const { checks, deselected } = reconcile(
    [declared("a", false)],
    [sampleCheck({ id: "a", verdict: "nonconformant" }), sampleCheck({ id: "new", verdict: "nonconformant" })],
    nothing,
    because,
  );
  expect(checks.map(({ id }) => id)).toEqual(["a", "new"]);
  expect(deselected).toEqual([]);
});

test("two verdicts for one id are a failure, whichever came first", () => {
  const twice = [sampleCheck({ id: "a" }), sampleCheck({ id: "a", verdict: "nonconformant" })];
  for (const decided of [twice, twice.toReversed()]) {
    const { failures } = reconcile([declared("a")], decided, nothing, because);
    expect(failures).toMatchObject([{ what: "a came to 2 verdicts" }]);
  }
});

test("a skip is the target's: one that a suite made up is inconclusive", () => {
  const skip = { reason: "r", condition: "c", reference: "docs/a.md#b" };
  const record = sampleCheck({ id: "a", verdict: "skipped", skip: { ...skip, reason: "in the suite's words" } });
  const checksOf = (skips?: ReadonlyMap<string, typeof skip>) =>
    reconcile([declared("a")], [record, { ...record, id: "new" }], nothing, because, skips).checks;
  expect(checksOf(new Map([["a", skip]]))[0]).toEqual({ ...record, skip });
  for (const check of [...checksOf(), ...checksOf(new Map([["b", skip]]))]) {
    expect(check).toMatchObject({
      verdict: "inconclusive",
      reason: "skipped, but the target has all that it says it needs",
    });
    expect(check).not.toHaveProperty("skip");
  }
});
