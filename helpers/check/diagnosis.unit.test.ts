import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ClaimError } from "#helpers/system/errors";
import { withEvidence } from "#helpers/verdict/evidence";
import { settle } from "#helpers/verdict/settle";
import type { CheckRecord } from "#helpers/verdict/record";
import { Diagnosis } from "./diagnosis.ts";
import type * as diagnostics from "#helpers/diagnostics/index";
import { explain } from "./explain.ts";
import type { DocumentPage } from "./page.ts";

const collect = vi.fn<typeof diagnostics.collect>();
const writeWhy = vi.fn<typeof diagnostics.writeWhy>();
const collected = {} as Awaited<ReturnType<typeof diagnostics.collect>>;
const load = vi.fn(() => Promise.resolve({ collect, writeWhy }));

const declaration = {
  id: "page/section/check",
  page: "page",
  section: "section",
  title: "it holds",
  blocks: [],
  prints: "200",
  mutants: [],
  errata: [],
};
const evidence = "evidence/page/section/check";
const failure = new ClaimError("it did not", { expected: "200", observed: "503" });
const record = { ...declaration, ms: 1, evidence, ...explain(failure) };
const inTime = () => Date.now() + 60_000;

function diagnosisOf(setUpError?: unknown, ends = inTime()): Diagnosis {
  const connection = { kube: { writtenTo: new Set(["test"]) }, target: {}, began: new Date() };
  return new Diagnosis(
    { connection, setUpError } as unknown as DocumentPage<unknown>,
    declaration,
    explain,
    ends,
    load,
    reports,
  );
}

let reports: string;
beforeEach(async () => {
  reports = await mkdtemp(path.join(tmpdir(), "diagnosis-"));
  collect.mockReset().mockResolvedValue(collected);
  writeWhy.mockReset().mockResolvedValue({ cause: "the policy is missing.", rule: "not-strict" });
});
afterEach(async () => {
  await rm(reports, { recursive: true });
});

test("a check that holds costs nothing: not even the code is loaded", async () => {
  const diagnosis = diagnosisOf();
  await diagnosis.watch(async () => undefined);
  expect([load.mock.calls.length, diagnosis.ms, collect.mock.calls.length]).toEqual([0, 0, 0]);
});

describe("a check that fails", () => {
  const failing = async () =>
    void (await settle(
      async () => 1,
      () => {
        throw failure;
      },
      { within: 1 },
    ));

  test("is looked at once, before it puts anything back, and its time is told apart", async () => {
    const steps: string[] = [];
    collect.mockImplementation(async () => {
      steps.push("looked");
      return collected;
    });
    const diagnosis = diagnosisOf();
    const check = async () => {
      try {
        await failing();
      } finally {
        steps.push("put back");
      }
    };
    const { outcome } = await withEvidence(() => diagnosis.watch(check));
    expect(outcome).toMatchObject({ status: "rejected", reason: failure });
    expect(steps).toEqual(["looked", "put back"]);
    expect(await diagnosis.finish(record, failure)).toEqual({
      cause: "the policy is missing.",
      rule: "not-strict",
      file: `${evidence}/why.md`,
    });
    expect(collect.mock.lastCall?.[0]).toMatchObject({ namespaces: ["test"], folder: path.join(reports, evidence) });
    expect(collect.mock.lastCall?.[0].within).toBe(15_000);
  });

  test("near the runner's own limit takes only what is left of it", async () => {
    const diagnosis = diagnosisOf(undefined, performance.now() + 5_000);
    await expect(diagnosis.watch(failing)).rejects.toBe(failure);
    expect(collect.mock.lastCall?.[0].within).toBeLessThanOrEqual(2_000);
  });

  test("keeps its verdict and its error whatever goes wrong here", async () => {
    collect.mockRejectedValue(new Error("no disk"));
    const diagnosis = diagnosisOf();
    await expect(diagnosis.watch(failing)).rejects.toBe(failure);
    expect(await diagnosis.finish(record, failure)).toEqual({ cause: "could not be looked for: no disk" });

    collect.mockResolvedValue(collected);
    writeWhy.mockRejectedValue(new Error("no disk"));
    const other = diagnosisOf();
    await expect(other.watch(failing)).rejects.toBe(failure);
    expect(await other.finish(record, failure)).toEqual({ cause: "could not be written down: no disk" });
  });
});

test("a set-up that failed is looked at once for all checks of its page", async () => {
  const setUp = new Error("the deployment is not ready");
  const found: CheckRecord["diagnosis"][] = [];
  for (const round of [1, 2]) {
    const diagnosis = diagnosisOf(setUp);
    await expect(diagnosis.watch(() => Promise.reject(setUp))).rejects.toBe(setUp);
    found.push(await diagnosis.finish({ ...record, id: `page/section/${round}` }, setUp));
  }
  expect(collect).toHaveBeenCalledTimes(1);
  expect(found[1]).toBe(found[0]);
});
