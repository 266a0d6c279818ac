import { expect, test } from "vitest";
import type { FieldOutcome } from "./runs.ts";
import { fieldLine, fieldsSummary, fieldsTable } from "./text.ts";

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
  expect(fieldsSummary([outcome()])).toBe("1 field, each missed by a check");
});

test("the table begins with what nothing misses", () => {
  const [, , first, second] = fieldsTable([outcome(), unmissed]).split("\n");
  expect(first).toContain("**none**");
  expect(second).toContain("plain text is refused");
});
