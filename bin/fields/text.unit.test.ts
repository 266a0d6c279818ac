import { expect, test } from "vitest";
import { type FieldOutcome, seenIn } from "./runs.ts";
import { fieldLine, fieldsSummary, fieldsTable, isUnmissed } from "./text.ts";

const outcome = (more: Partial<FieldOutcome> = {}): FieldOutcome => ({
  file: "suites/page/policy.yaml",
  field: { name: "spec.mtls.mode: STRICT of PeerAuthentication test/default", line: 7, without: "" },
  missedBy: "✗ plain text is refused",
  ms: 12_000,
  ...more,
});
const unmissed = outcome({ missedBy: undefined });

test("a field that is missed is told with the check that missed it, another as the finding that it is", () => {
  expect(fieldLine(outcome())).toMatch(/^✓ suites\/page\/policy\.yaml:7 spec\.mtls\.mode.*: ✗ plain text is refused$/);
  expect(fieldLine(unmissed)).toMatch(/^✗ no check misses suites\/page\/policy\.yaml:7 spec\.mtls\.mode/);
});

test("the summary counts", () => {
  expect(fieldsSummary([outcome(), unmissed])).toBe("2 fields; no check misses 1 of them");
  expect(fieldsSummary([outcome()])).toBe("1 field; each that was asked is missed by a check");
});

test("a field that one of the page's mutants changes is not asked, which is no finding and no pass", () => {
  const notAsked = outcome({ missedBy: undefined, notAsked: "the manifest has no GET" });
  expect(fieldLine(notAsked)).toMatch(/^- not asked .*: the manifest has no GET$/);
  expect(fieldsSummary([unmissed, notAsked])).toBe("2 fields; no check misses 1 of them; 1 was not asked");
  expect(isUnmissed(notAsked)).toBe(false);
});

test.each<[string, string, number, object]>([
  [
    "a check that is not conformant",
    "    ✗ nonconformant  1 s  plain text is refused\n",
    2,
    { missedBy: "✗ nonconformant  1 s  plain text is refused" },
  ],
  [
    "a set-up that fails",
    "    ? inconclusive  1 s  plain text is refused\n",
    2,
    { missedBy: "? inconclusive  1 s  plain text is refused" },
  ],
  [
    "a page that cannot be loaded",
    "  ! page.test.ts cannot be loaded\n    why   it has no GET\n",
    2,
    { notAsked: "it has no GET" },
  ],
  ["a run that ends otherwise", "nothing\n", 2, { missedBy: "the run ended with 2" }],
  ["a conformant run", "    ✓ conformant  1 s  plain text is refused\n", 0, {}],
])("%s", (_what, output, exit, seen) => {
  expect(seenIn(output, exit)).toEqual(seen);
});

test("the table begins with what nothing misses", () => {
  const [, , first, second] = fieldsTable([outcome(), unmissed]).split("\n");
  expect(first).toContain("**none**");
  expect(second).toContain("plain text is refused");
});
