import type { TaskMeta } from "vitest";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CheckDeclaration, CheckRecord } from "#helpers/verdict/record";
import type { DocumentPage } from "./page.ts";
import { type Mutant, prove } from "./prove.ts";

const declaration: CheckDeclaration = {
  id: "page/section/check",
  page: "page",
  section: "section",
  title: "the claim",
  blocks: [],
  prints: "200",
  mutants: [],
  errata: [],
};

/** A mesh that is broken or isn't. */
interface Mesh {
  broken: boolean;
}
const mutant: Mutant<Mesh> = {
  name: "the policy is gone",
  failsWith: /no policy/,
  break: async (mesh) => (mesh.broken = true),
  restore: async (mesh) => (mesh.broken = false),
};

// What does not come about is asked for again for a while.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Result = Pick<CheckRecord, "verdict" | "reason">;

/** Proves a check that says the first of the two on the sound mesh, the other on the broken one. */
async function proving(sound: Result, broken: Result, mutants = [mutant]) {
  const mesh: Mesh = { broken: false };
  const meta: TaskMeta = {};
  const run = async () => {
    vi.advanceTimersByTime(60_000);
    return { record: { ...declaration, ms: 1, evidence: "", ...(mesh.broken ? broken : sound) } };
  };
  const page = { ready: async () => mesh } as unknown as DocumentPage<Mesh>;
  const error = await prove(meta, declaration, mutants, page, run).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  return {
    error,
    mesh,
    outcomes: meta.meshproofMutants?.map(({ killed, verdict, restored }) => [killed, verdict, restored]),
  };
}

const green: Result = { verdict: "conformant" };
const red: Result = { verdict: "nonconformant", reason: "no policy in foo" };

test("killed: red with the mutant's message, and green again", async () => {
  expect(await proving(green, red)).toEqual({
    error: undefined,
    mesh: { broken: false },
    outcomes: [[true, "nonconformant", "conformant"]],
  });
});

test.each<[string, Result, Result]>([
  ["a check that stays green", green, green],
  ["inconclusive, though in the mutant's words", green, { ...red, verdict: "inconclusive" }],
  ["red for another reason", green, { ...red, reason: "no such pod" }],
  ["not green again", { ...red, verdict: "inconclusive" }, red],
])("survived: %s", async (_name, sound, broken) => {
  const { error, mesh, outcomes } = await proving(sound, broken);
  expect(outcomes).toEqual([[false, broken.verdict, sound.verdict]]);
  expect(error).toContain("page/section/check: a mutant survived");
  expect(mesh.broken).toBe(false);
});

test("a check without a mutant is not proven", async () => {
  expect((await proving(green, red, [])).error).toContain("declares no mutant");
});

test("the mesh is restored where breaking it fails half-way", async () => {
  const halfWay = {
    ...mutant,
    break: async (mesh: Mesh) => ((mesh.broken = true), Promise.reject(new Error("refused"))),
  };
  expect(await proving(green, red, [halfWay])).toMatchObject({ error: "refused", mesh: { broken: false } });
});
