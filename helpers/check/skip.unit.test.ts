import { expect, test } from "vitest";
import { HarnessError } from "#helpers/system/errors";
import type { Missing } from "#helpers/verdict/capabilities";
import type { CheckDeclaration } from "#helpers/verdict/record";
import { skippedRecord } from "./skip.ts";

const declaration: CheckDeclaration = {
  id: "page/section/works",
  page: "page",
  section: "section",
  title: "it works",
  blocks: [],
  prints: "200",
  mutants: [],
  errata: [],
  needs: ["network-policy", "outside-hosts-record"],
};
const skip = { reason: "why", condition: "MESHPROOF_INTERNET=live", reference: "docs/a.md#b" };
const lacking = (missing: Missing) => () => Promise.resolve({ missing });
const noTarget = () => Promise.reject(new HarnessError("no cluster is prepared", { hint: "run `npm test`" }));

test("where the target lacks what it needs, the record says so in the target's own words", async () => {
  expect(await skippedRecord(declaration, lacking({ "outside-hosts-record": skip }))).toEqual({
    ...declaration,
    verdict: "skipped",
    ms: 0,
    evidence: "",
    skip,
  });
});

test("else the check runs, and one that needs nothing asks for no target", async () => {
  expect(await skippedRecord(declaration, lacking({ "egress-gateway": skip }))).toBeUndefined();
  const { needs, ...undemanding } = declaration;
  expect([needs?.length, await skippedRecord(undemanding, noTarget)]).toEqual([2, undefined]);
  await expect(skippedRecord(declaration, noTarget)).rejects.toThrow("no cluster is prepared");
});

test("Istio's removal is skipped where it is to stay, whatever the target can do; else the target decides", async () => {
  const uninstalling = { ...declaration, needs: ["mesh-removal" as const] };
  expect((await skippedRecord(uninstalling, lacking({})))?.skip?.condition).toBe("the mesh stays for the next run");
  expect((await skippedRecord(uninstalling, lacking({ "mesh-removal": skip })))?.skip).toEqual(skip);
});
