import { ClaimError } from "#helpers/system/errors";
import type { CheckRecord } from "#helpers/verdict/record";
import { expect, test } from "vitest";
import { unlessPodsChanged } from "./undecided.ts";

const error = new ClaimError("seen 200", { expected: "000", observed: "200" });
const page = (now: string[], sinceItBegan: string[]) => ({
  podChanges: async () => now,
  replaced: () => sinceItBegan,
});
const ended = async (verdict: "conformant" | "nonconformant", now: string[], sinceItBegan: string[]) => {
  const record = { verdict, ...(verdict === "nonconformant" && { reason: "seen 200" }) } as CheckRecord;
  const outcome = await unlessPodsChanged(page(now, sinceItBegan), { record, error });
  return [outcome.record.verdict, outcome.record.reason];
};
const replaced = "pod istio-system/istiod-1 was replaced or restarted after the page began";

test.each([
  ["nonconformant", [], [], "nonconformant"],
  ["conformant", ["pod a/b restarted"], [], "inconclusive"],
  ["nonconformant", ["pod a/b restarted"], [], "inconclusive"],
  // A proxy may still be without its control plane; what held did not need it.
  ["nonconformant", [], [replaced], "inconclusive"],
  ["conformant", [], [replaced], "conformant"],
] as const)("%s, changed meanwhile: %j, replaced since the page began: %j: %s", async (verdict, now, since, wanted) => {
  expect((await ended(verdict, [...now], [...since]))[0]).toBe(wanted);
});

test("says who was replaced, and what was seen", async () => {
  expect((await ended("nonconformant", [], [replaced]))[1]).toMatch(
    /the cluster changed.*istiod-1 was replaced or restarted after the page began; what it saw meanwhile: nonconformant, seen 200/s,
  );
});
